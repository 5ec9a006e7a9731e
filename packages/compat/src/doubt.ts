import type { SchemaLocation } from "@concordat/schema";

/**
 * Why a question stays open, as words that other programs match. Each has a page in `docs/doubts`, and how often each
 * occurs on known material is a number that may only fall.
 */
export const doubtCodes = [
  // The work was too much, for this question or for one search within it.
  "BUDGET_SPENT",
  // The schema, or a value that it asks for, nests deeper than anything is followed.
  "NESTED_TOO_DEEPLY",
  // `unevaluated…` or overlapping patterns make more cases than are looked at.
  "CASES_TOO_MANY",
  // It depends on which of two readings of a keyword applies.
  "READING_AMBIGUOUS",
  // It depends on a document that nobody handed in.
  "REFERENCE_UNKNOWN",
  // It depends on a pattern that no automaton recognises.
  "PATTERN_IRREGULAR",
  // It depends on a format that no automaton recognises.
  "FORMAT_IRREGULAR",
  // The only numbers left are none that a double holds.
  "NUMBER_UNREPRESENTABLE",
  // A schema says something that has no agreed meaning.
  "SCHEMA_MEANINGLESS",
  // Once undeclared members are refused, the writer can send nothing, which would prove anything.
  "WRITER_VIEW_EMPTY",
  // Witnesses were found, and fewer than two of the validators asked agree on any of them.
  "VALIDATORS_DISAGREE",
  // The search brought a witness home that the evaluator does not accept.
  "WITNESS_REFUSED",
] as const;

export type DoubtCode = (typeof doubtCodes)[number];

export type Doubt = {
  readonly code: DoubtCode;
  readonly message: string;
  /** The schema that raises it, where one can be named. */
  readonly at?: SchemaLocation;
  /** Whose schema that is, where it is known. */
  readonly side?: "writer" | "reader";
  /** The pattern or format it is about: enough to find the place when the doubt comes home. */
  readonly about?: { readonly keyword: "pattern" | "format"; readonly value: string };
};
