import type { Finding } from "@concordat/errors";
import type { ChangeSummary } from "./summary.ts";

/** What a report may ask for besides the findings. */
export type ReportContext = {
  /** The text that a finding's range counts in, for the excerpt; undefined when it is not at hand. */
  source(finding: Finding): string | undefined;
  /** The version of the tool that judged. */
  readonly version: string;
  /** How many things were looked at, for the formats that count successes too. */
  readonly checked?: number;
  /** What changed, where versions were compared; shown behind the findings. */
  readonly summary?: ChangeSummary;
  /** What a rule says of itself, for the formats that carry their rules along; undefined when no table knows it. */
  describeRule?(id: string): RuleDescription | undefined;
};

/** A rule in its own words, of whichever table it is. */
export type RuleDescription = {
  /** The law, in one sentence. */
  readonly sentence: string;
  /** What goes wrong where it is broken. */
  readonly reason: string;
  /** An imperative. */
  readonly remedy: string;
  readonly severity: Finding["severity"];
};

/** Findings in one format. Every format carries the same facts; none drops a finding. */
export type Report = (findings: readonly Finding[], context: ReportContext) => string;

/** `schemas/a/b/1.0.0.json:14:17`, as far as it is known. */
export function placeOf({ at }: Finding): string | undefined {
  const name = at.file ?? at.contract;
  if (name === undefined) return at.pointer;
  if (at.range) return `${name}:${at.range.start.line}:${at.range.start.column}`;
  return at.pointer ? `${name}#${at.pointer}` : name;
}
