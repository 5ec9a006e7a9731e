import { ConcordatError, defineErrors } from "@concordat/errors";
import type { Problem } from "./problems/problem.ts";

/** A schema that cannot become a validator, or data that a validator refused. */
export class ValidatorError extends ConcordatError {}

type PatternPlace = {
  readonly pattern: string;
  /** Into the pattern, in UTF-16 units. */
  readonly offset: number;
  /** The place of the pattern in its document, when the pattern was met in one. */
  readonly at?: string | undefined;
};

export const patternErrors = defineErrors(ValidatorError, {
  SCHEMA_REGEX_SYNTAX: {
    message: (p: PatternPlace & { reason: string }) =>
      `${named(p)} is no ECMA-262 regular expression: ${p.reason}, at offset ${p.offset}`,
    hint: "correct the pattern; it is read with the flag u, which refuses needless backslashes and lone braces",
  },
  SCHEMA_REGEX_UNSUPPORTED: {
    message: (p: PatternPlace & { construct: string; text: string }) =>
      `${named(p)} uses a ${p.construct}, ${p.text}, which not every engine has`,
    hint: (p) => `say it without the ${p.construct}: in plain alternatives, or by a second pattern in allOf`,
  },
  SCHEMA_REGEX_LIMIT: {
    message: (p: PatternPlace & { count: number; limit: number; text: string }) =>
      `${named(p)} repeats up to ${p.count} times in ${p.text}, and the limit is ${p.limit}`,
    hint: (p) => `repeat at most ${p.limit} times; limit the length by maxLength instead`,
  },
});

export const validatorErrors = defineErrors(ValidatorError, {
  SCHEMA_INVALID: {
    message: (p: { at: string; dialect: string; problems: readonly Problem[] }) =>
      `${p.at} is no ${p.dialect} schema: ${summary(p.problems)}`,
    hint: (p) => `correct ${p.problems[0]?.pointer || "the schema"}`,
  },
  SCHEMA_FORMAT_UNKNOWN: {
    message: (p: { at: string; format: string; suggestion: string }) =>
      `${p.at} names the format "${p.format}", which is none we know${p.suggestion}`,
    hint: "name a format of the table in the reference, or state the rule as a pattern",
  },
  WRITER_VIEW_EMPTY: {
    message: (p: { at: string; example: string; problems: readonly Problem[] }) =>
      `the writer view of ${p.at} refuses the contract's own example ${p.example}: ${summary(p.problems)}`,
    hint: "declare the member in properties, or mark the object as open with x-concordat.open",
  },
  DATA_INVALID: {
    message: (p: { what: string; problems: readonly Problem[] }) => `${p.what}: ${summary(p.problems)}`,
    hint: (p) => `correct ${p.problems[0]?.pointer || "the value"}`,
  },
});

function summary(problems: readonly Problem[]): string {
  const [first, ...others] = problems;
  if (first === undefined) return "it was refused";
  return others.length === 0 ? first.message : `${first.message} (and ${others.length} more)`;
}

function named({ pattern, at }: PatternPlace): string {
  return at === undefined ? `the pattern ${pattern}` : `${at}: the pattern ${pattern}`;
}
