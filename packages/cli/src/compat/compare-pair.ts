import type { WriterView } from "@concordat/compat/browser";
import { type Finding, standingOf } from "@concordat/errors";
import type { Dialect } from "@concordat/schema";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { createFindingsWriter } from "../findings/findings-writer.ts";
import type { FindingsFormat } from "../findings/formats.ts";
import type { Io } from "../io.ts";
import type { CommonFlagValues } from "../verb.ts";
import { version } from "../version.ts";
import { compareSides, type JudgedDirection } from "./compare-sides.ts";
import { type ProjectAtHand, projectAtHand } from "./project-at-hand.ts";
import {
  documentsBelow,
  documentsOfCatalogue,
  refersOutside,
  type SchemaDocuments,
} from "./schema-documents.ts";
import { readSide, type SchemaSide } from "./schema-side.ts";
import { verdictFacts, verdictText } from "./verdict-text.ts";

export type PairRequest = {
  readonly old: string;
  readonly next: string;
  readonly flags: CommonFlagValues & {
    readonly writer?: WriterView;
    readonly both?: boolean;
    readonly resolve?: string;
    readonly undecided?: "fail" | "warn" | "allow";
    readonly format?: FindingsFormat;
  };
  readonly settings: {
    readonly format: "annotate" | "assert";
    readonly dialect?: Dialect;
    readonly budget?: number;
  };
};

/** `concordat compat OLD NEW`: reads both, asks, prints, and says by its exit code what came of it. */
export async function comparePair({ old, next, flags, settings }: PairRequest, io: Io): Promise<ExitCode> {
  const project = projectAtHand(flags, io);
  const before = await readSide(old, project, io);
  const after = await readSide(next, project, io);
  const documents = documentsAround([before, after], flags.resolve, project, io);
  const ask = async (writer: SchemaSide, reader: SchemaSide) =>
    compareSides(
      { writer, reader },
      {
        ...settings,
        documents,
        writerView: flags.writer ?? writer.writer ?? "closed",
        undecided: flags.undecided ?? "fail",
      },
    );
  const judged = [await ask(before, after), ...(flags.both ? [await ask(after, before)] : [])];
  await print(judged, flags, [before, after, ...documents.values()], io);
  return judged.some(({ findings }) => findings.some((finding) => standingOf(finding) === "error"))
    ? exitCodes.findings
    : exitCodes.fine;
}

/** The folder that was named goes before the catalogue around: who names one knows why. */
function documentsAround(
  sides: readonly SchemaSide[],
  resolve: string | undefined,
  project: ProjectAtHand,
  { cwd }: Io,
): SchemaDocuments {
  const named = resolve === undefined ? new Map() : documentsBelow(resolve, cwd);
  const isNeeded = [...sides, ...named.values()].some(({ source }) => refersOutside(source.value));
  if (!isNeeded || !project.exists()) return named;
  return new Map([...documentsOfCatalogue(project), ...named]);
}

type Texts = readonly Pick<SchemaSide, "file" | "source">[];

async function print(
  judged: readonly JudgedDirection[],
  { format = "text", quiet }: PairRequest["flags"],
  sources: Texts,
  io: Io,
): Promise<void> {
  const findings = judged.flatMap((each) => each.findings);
  if (format === "json") {
    const report = { version: version(), verdicts: judged.map(verdictFacts), findings };
    await io.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return;
  }
  const textOf = ({ at }: Finding) => sources.find(({ file }) => file === at.file)?.source.text;
  const writer = createFindingsWriter(io, { format });
  for (const finding of findings) await writer.write(finding, textOf(finding));
  await writer.end(judged.length);
  const verdicts = judged.map((each) => `${verdictText(each)}\n`).join("");
  // In text the verdict is the answer; to the reader of another format it is news on the side.
  if (format === "text") await io.stdout.write((findings.length > 0 ? "\n" : "") + verdicts);
  else if (!quiet) await io.stderr.write(verdicts);
}
