import type { ConcordatError } from "./concordat-error.ts";

export type Severity = "error" | "warning";

/** A place in a text; line and column count from 1, columns in UTF-16 units as editors do, offsets from 0. */
export type FindingPosition = { readonly line: number; readonly column: number; readonly offset: number };

/** Where a finding points: at a file with a range when the text is known, at a pointer in a document otherwise. */
export type FindingPlace = {
  /** As the reader would type it: relative to the project, forward slashes. */
  readonly file?: string;
  /** JSON Pointer inside the document. */
  readonly pointer?: string;
  readonly range?: { readonly start: FindingPosition; readonly end: FindingPosition };
  /** `oms/objecttype/created/1.0.0` */
  readonly contract?: string;
};

/**
 * Something that was read and judged: news, not an accident, so it is returned in a list and never thrown.
 *
 * `rule` says which law was broken (kebab-case, explainable); `code` is the stable word that other programs match.
 */
export type Finding = {
  readonly rule: string;
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string;
  readonly at: FindingPlace;
  readonly details?: Readonly<Record<string, unknown>>;
};

/** An error as news: the same code and words, at a place. What one caller throws, another lists. */
export function findingOf(
  { code, message, hint }: Pick<ConcordatError, "code" | "message" | "hint">,
  { rule, at, severity = "error" }: Pick<Finding, "rule" | "at"> & Partial<Pick<Finding, "severity">>,
): Finding {
  return { rule, code, severity, message, hint, at };
}

/** By file, then by place in it, then by rule: the order in which a person mends them. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.at.file ?? "", b.at.file ?? "") ||
    (a.at.range?.start.offset ?? 0) - (b.at.range?.start.offset ?? 0) ||
    compareText(a.at.pointer ?? "", b.at.pointer ?? "") ||
    compareText(a.rule, b.rule)
  );
}

/** By code unit, so that the order is the same on every machine. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
