import { createReadStream, existsSync } from "node:fs";
import { resolve } from "node:path";
import { buffer } from "node:stream/consumers";
import type { Catalogue, ContractVersion } from "@concordat/contracts";
import type { Finding } from "@concordat/errors";
import { jsonErrors } from "@concordat/json";
import { countFlag } from "../count-flag.ts";
import { createContractJudge, views } from "../data/contract-judge.ts";
import { createEventJudge } from "../data/event-judge.ts";
import { createProgress } from "../data/progress.ts";
import { readLines } from "../data/read-lines.ts";
import { summaryOf } from "../data/summary.ts";
import type { JudgeData } from "../data/trouble.ts";
import { validateDocument } from "../data/validate-document.ts";
import { validateLine } from "../data/validate-line.ts";
import { cliErrors } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { readInputFile, requireFile } from "../files.ts";
import { createFindingsWriter, type FindingsWriter } from "../findings/findings-writer.ts";
import { findingsFormat } from "../findings/formats.ts";
import type { Io } from "../io.ts";
import { findVersion, lookUp, requireVersion } from "../project/find-version.ts";
import { openProject } from "../project/open-project.ts";
import { placedError } from "../project/placed-error.ts";
import { readProject } from "../project/read-project.ts";
import { fromRegistryFlag, type RegistryFlags, timeoutFlag, tokenFlag } from "../registry/flags.ts";
import { readNamedRegistry } from "../registry/read-named-registry.ts";
import { usageLine } from "../usage.ts";
import { type CommonFlagValues, defineVerb } from "../verb.ts";

const positionals = [
  {
    name: "CONTRACT",
    about: "what the data is judged by; without it: CloudEvents, which name it themselves",
    optional: true,
  },
  {
    name: "FILE",
    about: "JSON, or NDJSON by its extension or --ndjson; - is standard input, as is nothing",
    optional: true,
  },
] as const;

export const validate = defineVerb({
  name: "validate",
  summary: "check data or events against their contracts",
  about: `With a contract the input is its data. Without one it is structured CloudEvents, one or a batch; dataschema or type
names the contract. A stream of lines may have any length: memory is bounded, and a bad line does not stop it. With a
registry the contracts come from there, or from what it said last while it is down; nothing of the data is sent.`,
  positionals,
  flags: {
    view: {
      value: "VIEW",
      about: "writer also refuses members that nobody declared (default reader)",
      choices: views,
    },
    ndjson: { about: "one value a line, as in files named .ndjson and .jsonl" },
    "max-findings": {
      value: "N",
      about: "how many findings are printed, the others are counted (default 100)",
    },
    "max-line": { value: "BYTES", about: "how long a line may be (default 1048576)" },
    registry: fromRegistryFlag,
    token: tokenFlag,
    timeout: timeoutFlag,
    format: findingsFormat,
  },
  examples: [
    "concordat validate commerce/order/placed order.json",
    "concordat validate com.koosco.order.placed --view writer - < order.json",
    "concordat validate events.ndjson --format github",
    "concordat validate events.ndjson --registry https://registry.example.com",
  ],
  async run({ flags, positionals: words }, io) {
    const most = count(flags["max-findings"], "--max-findings", 100);
    const maxBytes = count(flags["max-line"], "--max-line", 2 ** 20);
    const { catalogue, isContract, require } = await open(flags, io);
    const { contract, file } = rolesOf(words, io.cwd, isContract);
    const view = flags.view ?? "reader";
    const judge =
      contract === undefined
        ? createEventJudge(catalogue, view)
        : createContractJudge(require(contract), catalogue, view);
    const input = { file, judge, isBatch: contract === undefined, maxBytes };
    const writer = createFindingsWriter(io, { format: flags.format ?? "text", most });
    const isStream = flags.ndjson || /\.(ndjson|jsonl)$/i.test(file);
    return isStream ? validateStream(input, writer, io, flags) : validateFile(input, writer, io, flags);
  },
});

type Opened = {
  readonly catalogue: Catalogue;
  readonly isContract: (word: string) => boolean;
  /** The version that the words name. */
  readonly require: (words: string) => ContractVersion;
};

/** The contracts of the project, or those of a registry, which needs no project; judged they are by the same code. */
async function open(flags: RegistryFlags & CommonFlagValues, io: Io): Promise<Opened> {
  if (flags.registry !== undefined) {
    const { catalogue } = await readNamedRegistry(flags, "validate", io);
    return {
      catalogue,
      isContract: (word) => lookUp(catalogue, word) !== undefined,
      require: (words) => findVersion(catalogue, words),
    };
  }
  const project = openProject(flags, io);
  const read = readProject(project);
  const where = { cwd: io.cwd, root: project.root };
  return {
    catalogue: read.catalogue,
    isContract: (word) => lookUp(read.catalogue, word, where) !== undefined,
    require: (words) => requireVersion(words, read, project, io.cwd),
  };
}

type Input = {
  readonly file: string;
  readonly judge: JudgeData;
  readonly isBatch: boolean;
  readonly maxBytes: number;
};

const start = { line: 1, column: 1, offset: 0 };

/** As compilers call what has no name. */
function shown(file: string): string {
  return file === "-" ? "<stdin>" : file;
}

type Quiet = { readonly quiet?: boolean };

async function validateFile(
  { file, judge, isBatch }: Input,
  writer: FindingsWriter,
  io: Io,
  { quiet }: Quiet,
) {
  const bytes = file === "-" ? await buffer(io.stdin()) : readInputFile(file, io.cwd);
  const { text, findings, checked } = validateDocument(bytes, judge, { file: shown(file), batch: isBatch });
  for (const finding of findings) await writer.write(finding, text);
  await writer.end(checked);
  const wrong = findings.filter(isError);
  const bad = isBatch
    ? new Set(wrong.map(({ at }) => at.pointer?.split("/", 2)[1])).size
    : Math.min(1, wrong.length);
  return conclude({ checked, bad: Math.min(bad, checked), findings: findings.length }, io, quiet);
}

async function validateStream(
  { file, judge, maxBytes }: Input,
  writer: FindingsWriter,
  io: Io,
  { quiet }: Quiet,
) {
  const source = file === "-" ? io.stdin() : createReadStream(requireFile(file, io.cwd));
  const progress = createProgress(io, quiet);
  const count = { checked: 0, bad: 0, findings: 0 };
  for await (const lines of readLines(source, { maxBytes })) {
    for (const line of lines) {
      const verdict = validateLine(line, judge, { file: shown(file), maxBytes });
      if (verdict === undefined) continue;
      count.checked += 1;
      if (verdict.findings.some(isError)) count.bad += 1;
      count.findings += verdict.findings.length;
      for (const finding of verdict.findings) await writer.write(finding, verdict.text);
    }
    await progress.show(count.checked);
  }
  await progress.end();
  if (count.checked === 0)
    throw placedError(jsonErrors.JSON_EMPTY(start), { file: shown(file), range: { start, end: start } });
  await writer.end(count.checked);
  return conclude(count, io, quiet, progress.rate(count.checked));
}

/** A warning is shown, and leaves the value good. */
function isError({ severity }: Finding): boolean {
  return severity === "error";
}

async function conclude(
  count: Parameters<typeof summaryOf>[0],
  io: Io,
  quiet = false,
  rate = "",
): Promise<ExitCode> {
  if (!quiet) await io.stderr.write(`${summaryOf(count)}${rate}\n`);
  return count.bad === 0 ? exitCodes.fine : exitCodes.findings;
}

/** A single word is a file if it looks or exists like one, and else a contract, known or mistyped. */
function rolesOf(
  [first, second]: readonly string[],
  cwd: string,
  isContract: (word: string) => boolean,
): { readonly contract?: string; readonly file: string } {
  if (first === undefined)
    throw cliErrors.USAGE_ARGUMENTS({
      verb: "validate",
      problem: "wants a contract, a file of events, or - for standard input",
      usage: usageLine({ name: "validate", positionals }),
    });
  if (second !== undefined) return { contract: first, file: second };
  if (isContract(first)) return { contract: first, file: "-" };
  const isFile = first === "-" || /\.(json|ndjson|jsonl)$/i.test(first) || existsSync(resolve(cwd, first));
  return isFile ? { file: first } : { contract: first, file: "-" };
}

function count(value: string | undefined, flag: string, fallback: number): number {
  return countFlag(value, { verb: "validate", flag, fallback });
}
