import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  type ContractVersion,
  checkVersionedId,
  formatContractUri,
  formatVersionedId,
  nextVersion,
  parseVersionedId,
  type VersionedId,
  type VersionStep,
} from "@concordat/contracts";
import { cliErrors } from "../errors.ts";
import { exitCodes } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { exclusively } from "../project/exclusively.ts";
import { requireVersion } from "../project/find-version.ts";
import { openProject, type Project } from "../project/open-project.ts";
import { readProject } from "../project/read-project.ts";
import { nextText } from "../scaffold/next-text.ts";
import { writeFiles } from "../scaffold/write-files.ts";
import { defineVerb } from "../verb.ts";

export const next = defineVerb({
  name: "next",
  summary: "copy a contract's latest version into a new draft",
  about: `Comes with the new $id, and a new major with its own event type; the rest is copied as it is written. To go on from
an older line of versions, name it: commerce/payment/failed@1.`,
  positionals: [{ name: "CONTRACT", about: "path, or path@1 for the latest version of a line" }],
  flags: {
    major: { about: "the change breaks readers or writers" },
    minor: { about: "the change is compatible and accepts other events than before; the default" },
    patch: { about: "the same events are accepted as before" },
  },
  examples: ["concordat next commerce/order/placed", "concordat next commerce/payment/failed@1 --patch"],
  async run({ flags, positionals: [words = ""] }, io) {
    const step = stepOf(flags);
    const project = openProject(flags, io);
    const { from, name, file } = exclusively(project.root, () => writeNext(words, step, project, io));
    await io.stdout.write(`created ${project.shown(file)}\n`);
    if (!flags.quiet) await io.stderr.write(remarks(from, name));
    return exitCodes.fine;
  },
});

function writeNext(words: string, step: VersionStep, project: Project, { cwd }: Io) {
  const { root, config } = project;
  const from = requireVersion(words, readProject(project), project, cwd);
  const id = parsed(from);
  const following = { ...id, version: nextVersion(id.version, step) };
  const name = formatVersionedId(following);
  const file = `${config.schemas}/${name}.json`;
  if (existsSync(join(root, file))) throw cliErrors.VERSION_EXISTS({ id: name, file: project.shown(file) });
  const uri = formatContractUri(following, config.base);
  const major = step === "major" ? following.version.major : undefined;
  writeFiles(root, new Map([[file, nextText(from.source, { uri, major })]]));
  return { from, name, file };
}

/** The catalogue made the id from a path that parsed. */
function parsed({ id }: ContractVersion): VersionedId {
  const found = parseVersionedId(id);
  if (found === undefined) throw checkVersionedId(id);
  return found;
}

function stepOf(flags: { readonly [Step in VersionStep]?: boolean }): VersionStep {
  const steps = (["major", "minor", "patch"] as const).filter((step) => flags[step]);
  if (steps.length > 1)
    throw cliErrors.USAGE_FLAG_VALUE({
      verb: "next",
      flag: `--${steps.at(-1)}`,
      problem: `and --${steps[0]} exclude each other`,
    });
  return steps[0] ?? "minor";
}

function remarks({ id, frozen }: ContractVersion, name: string): string {
  const draft = frozen ? "" : `note: ${id} is a draft itself, which may still be changed in place\n`;
  return `${draft}next: change it, lint it, then name ${name} where messages name ${id}\n`;
}
