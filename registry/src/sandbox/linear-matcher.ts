import { type PatternMatcher, patternErrors, printPattern } from "@concordat/validator";
import { RE2JS } from "re2js";

/**
 * Runs patterns that strangers wrote: in time by the length of the text, whatever the pattern.
 *
 * They mean what JavaScript means by them under the flag `u`, since they are printed anew for this engine, every class
 * written out; what it has no word for is refused.
 *
 * @throws {ValidatorError} SCHEMA_REGEX_SYNTAX, SCHEMA_REGEX_UNSUPPORTED, SCHEMA_REGEX_LIMIT
 */
export const linearMatcher: PatternMatcher = (pattern) => {
  const compiled = compile(pattern, printPattern(pattern, "re2"));
  return { test: (text) => compiled.test(text) };
};

function compile(pattern: string, printed: string): RE2JS {
  try {
    return RE2JS.compile(printed);
  } catch (cause) {
    // What is printed for it is well-formed, so the one reason left is that it would become too large.
    throw patternErrors.SCHEMA_REGEX_UNSUPPORTED(
      {
        pattern,
        at: undefined,
        offset: 0,
        construct: "state machine",
        text: "too large for any engine that never goes back",
      },
      { cause },
    );
  }
}
