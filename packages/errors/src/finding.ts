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
  /** What else there is to know, in the order in which it is read. */
  readonly notes?: readonly FindingNote[];
  /** Somebody decided to live with it: it is still shown, and fails nothing. */
  readonly accepted?: Acceptance;
};

/**
 * One more fact about a finding, under a word that says what kind of fact: `witness`, `writer`, `affects`, `fix`, `accept`.
 *
 * A note labelled `fix` says at more length what `hint` says, and is shown in its place.
 */
export type FindingNote = { readonly label: string; readonly text: string };

export type Acceptance = {
  readonly reason: string;
  /** The last day on which it holds, as in `2027-01-31`; without one it holds for ever. */
  readonly until?: string;
  readonly by?: string;
};

/** How a finding weighs: what was accepted is neither an error nor a warning any more. */
export type Standing = Severity | "accepted";

export function standingOf({ severity, accepted }: Pick<Finding, "severity" | "accepted">): Standing {
  return accepted === undefined ? severity : "accepted";
}

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
