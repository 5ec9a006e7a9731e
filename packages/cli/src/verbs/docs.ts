import { join, resolve } from "node:path";
import { inputDigests, inputFromModel } from "@concordat/gen-core";
import { planFiles } from "@concordat/gen-core/files";
import { bundleFile, docsSite } from "@concordat/gen-docs";
import type { JsonObject } from "@concordat/json";
import { requireModel } from "../docs/require-model.ts";
import { cliErrors } from "../errors.ts";
import { exitCodes } from "../exit-codes.ts";
import { writePlan } from "../generate/write-plan.ts";
import type { Io } from "../io.ts";
import { openProject, type Project, shownFrom } from "../project/open-project.ts";
import { type CommonFlagValues, defineVerb } from "../verb.ts";

const command = "concordat docs";

export const docs = defineVerb({
  name: "docs",
  summary: "write a reference site about the contracts, readable from a disk",
  about: `Static HTML: a page for each contract with its members, examples, versions and what changed between them, with the proof
or the event that breaks; a page for each channel and application; who talks to whom. The AsyncAPI document comes along as one file.
Files that are current stay untouched, and a folder that holds anything else is left alone. With --asyncapi the official HTML
template renders the document too; it is installed into the project's .cache the first time, from the npm registry.`,
  positionals: [],
  flags: {
    out: { value: "FOLDER", about: "where to (default .cache/docs in the project)" },
    registry: { value: "URL", about: "where snippets look contracts up (default http://127.0.0.1:8081)" },
    asyncapi: { about: "render the AsyncAPI document with the official template, into the folder asyncapi" },
  },
  examples: [
    "concordat docs",
    "concordat docs --out site --registry https://contracts.example.com",
    "concordat docs --out site --asyncapi",
  ],
  async run({ flags }, io) {
    const project = openProject(flags, io);
    const model = await requireModel(project);
    const folder =
      flags.out === undefined ? join(project.root, ".cache", "docs") : resolve(io.cwd, flags.out);
    const files = docsSite(model, { command, settings: settingsOf(project, flags.registry) });
    const changes = planFiles(files, {
      folder,
      root: project.root,
      command,
      inputs: inputDigests(inputFromModel(model)),
    });
    writePlan({ folder, anew: () => changes });
    const written = changes.filter(({ path }) => files.has(path)).length;
    await io.stdout.write(`${shownFrom(io.cwd, join(folder, "index.html"))}\n`);
    if (!flags.quiet)
      await io.stderr.write(`${files.size} files, ${written === 0 ? "all current" : `${written} written`}\n`);
    if (flags.asyncapi) await renderOfficially(files.get(bundleFile), folder, project, io, flags);
    return exitCodes.fine;
  },
});

/** What the settings say of the site; the snippets import from the SDK that the project generates. */
function settingsOf({ config }: Project, registry: string | undefined): JsonObject {
  const sdk = config.generate.find(({ target }) => target === "typescript");
  return {
    ...(sdk?.package !== undefined && {
      sdk: { package: sdk.package, entries: sdk.settings?.entries ?? {} },
    }),
    ...config.generate.find(({ target }) => target === "docs")?.settings,
    ...(registry !== undefined && { registry }),
  };
}

/** Takes a minute, and several the first time, so it says what it does. */
async function renderOfficially(
  document: string | undefined,
  folder: string,
  { root, config, shown }: Project,
  io: Io,
  { quiet }: CommonFlagValues,
): Promise<void> {
  if (document === undefined) throw cliErrors.FILE_MISSING({ file: shown(config.asyncapi), known: [] });
  const { renderAsyncapi } = await import("@concordat/gen-docs/asyncapi-html");
  const out = join(folder, "asyncapi");
  await renderAsyncapi({
    document,
    out,
    toolsFolder: join(root, ".cache", "asyncapi-html"),
    note: (words) => void (quiet || io.stderr.write(`${words}\n`)),
  });
  await io.stdout.write(`${shownFrom(io.cwd, join(out, "index.html"))}\n`);
}
