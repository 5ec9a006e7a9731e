import { existsSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseConfig } from "@concordat/contracts";
import { reasonOf } from "@concordat/contracts/files";
import type { Finding } from "@concordat/errors";
import { parseJsonDocument } from "@concordat/json";
import { cliErrors } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { requireFile } from "../files.ts";
import type { Io } from "../io.ts";
import { openProject, shownFrom } from "../project/open-project.ts";
import { readProject } from "../project/read-project.ts";
import { configText, starterFiles } from "../scaffold/starter.ts";
import { writeFiles } from "../scaffold/write-files.ts";
import { defineVerb } from "../verb.ts";

const defaultBase = "https://schemas.example.com/";

export const init = defineVerb({
  name: "init",
  summary: "start a catalogue, empty or out of an AsyncAPI document",
  about: `Writes settings, a first contract and an AsyncAPI document. With --from the contracts are the schemas of a document
you have; it stays as it is, and lint says what is left to do. Nothing is ever overwritten.`,
  positionals: [
    { name: "DIR", about: "the folder, created if need be; default: the current one", optional: true },
  ],
  flags: {
    from: { value: "FILE", about: "an AsyncAPI 2.x or 3.x document to take the schemas from" },
    base: { value: "URI", about: `what every $id begins with; default ${defaultBase}` },
  },
  examples: [
    "concordat init contracts --base https://schemas.acme.com/",
    "concordat init --from asyncapi.yaml --base https://schemas.acme.com/",
  ],
  async run({ flags, positionals: [dir = "."] }, io) {
    const base = baseFrom(flags.base ?? defaultBase);
    const folder = resolve(io.cwd, dir);
    const called = dir === "." ? "this folder" : dir;
    if (flags.from === undefined) {
      requireEmpty(folder, called);
      await write(folder, starterFiles(base), io);
      if (!flags.quiet)
        await io.stderr.write("next: `concordat lint`, then `concordat new` for your first event\n");
      return exitCodes.fine;
    }
    const document = requireFile(flags.from, io.cwd);
    const { fromAsyncapi } = await import("../scaffold/from-asyncapi.ts");
    const shown = (file: string) => shownFrom(io.cwd, join(dirname(document), file));
    const { files, findings } = await fromAsyncapi({ document, folder, base, shown });
    requireAbsent(folder, called, files);
    await write(folder, files, io);
    const notes = findings.map((finding) => ({
      ...finding,
      at: { ...finding.at, ...shownFile(finding, shown) },
    }));
    return report(notes, folder, flags, io);
  },
});

/** The settings' own parser says whether it is one. */
function baseFrom(text: string): string {
  const { config, findings } = parseConfig(parseJsonDocument(configText({ base: text })), "", {});
  if (config !== undefined) return config.base;
  const [problem] = findings;
  throw cliErrors.USAGE_FLAG_VALUE({
    verb: "init",
    flag: "--base",
    problem: problem?.message.replace(/^base /, "") ?? "is no base",
  });
}

/** Hidden entries do not count: a new repository has a .git. */
function requireEmpty(folder: string, shown: string): void {
  if (!existsSync(folder)) return;
  const entries = entriesOf(folder, shown).filter((name) => !name.startsWith("."));
  if (entries.length > 0) throw cliErrors.FOLDER_TAKEN({ folder: shown, entries });
}

/** Whoever takes over a document works where it lies, in a folder that is not empty; only what we write must be free. */
function requireAbsent(folder: string, shown: string, files: ReadonlyMap<string, string>): void {
  const wanted = new Set([...files.keys()].map((file) => file.split("/", 1)[0] ?? file));
  const entries = [...wanted].filter((name) => existsSync(join(folder, name)));
  if (entries.length > 0) throw cliErrors.FOLDER_TAKEN({ folder: shown, entries });
}

function entriesOf(folder: string, shown: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    throw cliErrors.FILE_UNREADABLE({ file: shown, reason: reasonOf(cause) }, { cause });
  }
}

async function write(folder: string, files: ReadonlyMap<string, string>, io: Io): Promise<void> {
  writeFiles(folder, files);
  for (const file of files.keys())
    await io.stdout.write(`created ${shownFrom(io.cwd, join(folder, file))}\n`);
}

/** What was lost on the way, then what lint says of the outcome. */
async function report(
  notes: readonly Finding[],
  folder: string,
  { quiet }: { readonly quiet?: boolean },
  io: Io,
): Promise<ExitCode> {
  const [{ lintProject }, { printFindings }, { countFindings }] = await Promise.all([
    import("../lint/lint-project.ts"),
    import("../findings/print-findings.ts"),
    import("@concordat/gate/reports"),
  ]);
  const project = openProject({ project: folder }, io);
  const { findings, checked } = await lintProject(project, readProject(project), io.now());
  const all = [...notes, ...findings];
  await printFindings(all, { checked }, io);
  if (!quiet)
    await io.stderr.write(`${checked} contract${checked === 1 ? "" : "s"}: ${countFindings(all)}\n`);
  return all.some(({ severity }) => severity === "error") ? exitCodes.findings : exitCodes.fine;
}

function shownFile({ at }: Finding, shown: (file: string) => string): { readonly file?: string } {
  return at.file === undefined ? {} : { file: shown(at.file) };
}
