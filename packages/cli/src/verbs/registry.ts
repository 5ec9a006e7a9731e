import { printSettings, readSettings, type Settings, settingSpecs } from "@concordat/registry/settings";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { nearestRoot } from "../project/open-project.ts";
import { type TokenFlags, tokenFlags, tokenWords } from "../registry/token-words.ts";
import { defineVerb, type Flags } from "../verb.ts";

/** As the registry's own table has them; `--project` is a flag of every verb. */
const settingFlags: Flags = Object.fromEntries(
  settingSpecs.flatMap(([, { flag, kind, about }]) => {
    if (flag === undefined || flag === "project") return [];
    const { placeholder, choices } = kind;
    return [[flag, { about, ...(placeholder && { value: placeholder }), ...(choices && { choices }) }]];
  }),
);

export const registry = defineVerb({
  name: "registry",
  summary: "start the registry, or manage its tokens",
  about: `Without words it starts the registry and runs until it is asked to end. It takes in the catalogue of the project that
it is started in. Settings come from flags, the environment and a file, in this order; docs/reference/registry-settings.md
lists them. With words it manages tokens where the store is, whether the registry runs or not:
\`registry token create --name NAME --role ROLE\`, \`registry token list\`, \`registry token revoke ID\`.`,
  positionals: [
    { name: "WORD", about: "token create, token list or token revoke ID", optional: true, many: true },
  ],
  flags: {
    ...settingFlags,
    "print-config": { about: "print the settings that hold, and where each comes from, and start nothing" },
    ...tokenFlags,
  },
  examples: [
    "concordat registry",
    "concordat registry --port 8082 --data /srv/registry --print-config",
    "concordat registry token create --name 'billing service' --role read --expires 90d",
    "concordat registry token revoke 5f2a90c1d3e7",
  ],
  async run({ flags, positionals }, io) {
    const given = flags as Readonly<Record<string, string | boolean | undefined>>;
    const reading = readSettings({
      flags: Object.fromEntries(Object.entries(given).filter(([name]) => isSetting(name))),
      environment: io.env,
      cwd: io.cwd,
    });
    const settings = withProject(reading.settings, io);
    if (given["print-config"] === true) return say(io, printSettings({ ...reading, settings }));
    if (positionals.length > 0) return tokenWords(positionals, given as TokenFlags, settings, io);
    const { runRegistry } = await import("@concordat/registry");
    await runRegistry({ ...reading, settings });
    return exitCodes.fine;
  },
});

function isSetting(name: string): boolean {
  return settingSpecs.some(([, { flag }]) => flag === name);
}

/** Who starts it in a project means that project. */
function withProject(settings: Settings, io: Io): Settings {
  return settings.project === undefined ? { ...settings, project: nearestRoot(io.cwd) } : settings;
}

async function say(io: Io, text: string): Promise<ExitCode> {
  await io.stdout.write(text);
  return exitCodes.fine;
}
