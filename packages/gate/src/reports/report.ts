import type { Finding } from "@concordat/errors";

/** What a report may ask for besides the findings. */
export type ReportContext = {
  /** The text of a file that a finding names, for the excerpt; undefined when it is not at hand. */
  source(file: string): string | undefined;
  /** The version of the tool that judged. */
  readonly version: string;
  /** How many things were looked at, for the formats that count successes too. */
  readonly checked?: number;
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
