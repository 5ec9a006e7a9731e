import {
  type CompatibilityQuestion,
  findBreak,
  type Verdict,
  type WriterView,
} from "@concordat/compat/browser";
import type { Finding, Severity } from "@concordat/errors";
import type { Dialect } from "@concordat/schema";
import { breakFindings, type Direction } from "./break-findings.ts";
import { doubtFinding } from "./doubt-finding.ts";
import type { SchemaDocuments } from "./schema-documents.ts";
import { withDocuments } from "./with-documents.ts";

export type CompareOptions = {
  readonly writerView: WriterView;
  readonly format: "annotate" | "assert";
  readonly documents: SchemaDocuments;
  readonly dialect?: Dialect;
  readonly budget?: number;
  /** How an undecided question is reported; `allow` leaves it to the verdict alone. */
  readonly undecided: "fail" | "warn" | "allow";
};

export type JudgedDirection = {
  readonly direction: Direction;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
};

/** Asks the engine about one direction, and puts its answer into places and words. */
export async function compareSides(direction: Direction, options: CompareOptions): Promise<JudgedDirection> {
  const { documents, dialect, budget, format, writerView } = options;
  const pair = { writer: direction.writer.source.value, reader: direction.reader.source.value };
  const values = new Map([...documents].map(([uri, { source }]) => [uri, source.value]));
  const verdict = await ask({
    ...withDocuments(pair, values, dialect),
    writerView,
    format,
    ...(dialect && { dialect }),
    ...(budget !== undefined && { budget }),
  });
  return { direction, verdict, findings: findingsOf(verdict, direction, options) };
}

/** A proof is nobody's to confirm, so that the validators, which cost most of a start, are loaded for a witness only. */
async function ask(question: CompatibilityQuestion): Promise<Verdict> {
  const answer = findBreak(question);
  if (answer.status !== "broken") return answer;
  const { witnessValidators } = await import("@concordat/validator/witness-validators");
  return answer.explain(witnessValidators);
}

const severities: Readonly<Record<CompareOptions["undecided"], Severity | undefined>> = {
  fail: "error",
  warn: "warning",
  allow: undefined,
};

function findingsOf(
  verdict: Verdict,
  direction: Direction,
  { documents, undecided }: CompareOptions,
): readonly Finding[] {
  if (verdict.status === "compatible") return [];
  if (verdict.status === "incompatible") return breakFindings(verdict, direction, documents);
  const severity = severities[undecided];
  return severity === undefined ? [] : [doubtFinding(verdict, severity, direction, documents)];
}
