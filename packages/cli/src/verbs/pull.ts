import { exitCodes } from "../exit-codes.ts";
import { openProject } from "../project/open-project.ts";
import { chooseVersions } from "../pull/choose-versions.ts";
import { fetchTexts } from "../pull/fetch-texts.ts";
import { writePulled } from "../pull/write-pulled.ts";
import { registryFlag, timeoutFlag, tokenFlag } from "../registry/flags.ts";
import { openRegistry } from "../registry/open-registry.ts";
import { readRegistry } from "../registry/read-registry.ts";
import { requireBase } from "../registry/require-base.ts";
import { defineVerb } from "../verb.ts";

export const pull = defineVerb({
  name: "pull",
  summary: "write contracts of a registry as files",
  about: `Writes what the project lacks below its schemas folder, byte for byte as it was pushed, together with all that it
refers to, and enters what is frozen into the lock. A file that says something else than the registry is never replaced; then
nothing is written at all.`,
  positionals: [
    {
      name: "CONTRACT",
      about:
        "what to pull: path (its latest version), path@version, path/version, type or $id; without one: all that is frozen",
      optional: true,
      many: true,
    },
  ],
  flags: {
    registry: registryFlag,
    drafts: { about: "drafts, too, where no contract is named" },
    token: tokenFlag,
    timeout: timeoutFlag,
    format: { value: "FORMAT", about: "lines or data (default text)", choices: ["text", "json"] },
  },
  examples: [
    "concordat pull --registry https://registry.example.com",
    "concordat pull commerce/order/placed@1 commerce/payment/failed",
  ],
  async run({ flags, positionals: words }, io) {
    const project = openProject(flags, io);
    const client = await openRegistry(flags, { verb: "pull", config: project.config }, io);
    const { catalogue } = await readRegistry(client, io, flags);
    requireBase(catalogue, project.config, client.url);
    const versions = chooseVersions(words, catalogue, { drafts: flags.drafts ?? false });
    const texts = await fetchTexts(versions, client);
    const { written, unchanged } = writePulled(versions, texts, project);
    if (flags.format === "json")
      await io.stdout.write(`${JSON.stringify({ registry: client.url, written, unchanged }, null, 2)}\n`);
    else await io.stdout.write(written.map((file) => `created ${file}\n`).join(""));
    if (!flags.quiet)
      await io.stderr.write(`${client.url}: ${written.length} pulled, ${unchanged} unchanged\n`);
    return exitCodes.fine;
  },
});
