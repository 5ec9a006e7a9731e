import { isRegExp } from "../support/is-reg-exp.ts";
import { type Format, formats } from "./table.ts";

export type FormatMatcher = RegExp | ((text: string) => boolean) | true;

/** How the generated code asks: a regular expression, which an emitted validator carries as text, or a function. */
export const formatMatchers: Readonly<Record<string, FormatMatcher>> = Object.fromEntries(
  Object.entries(formats).map(([name, format]) => [name, matcherOf(format)]),
);

function matcherOf(format: Format): FormatMatcher {
  if ("isPattern" in format) return isRegExp;
  const pattern = patternOf(format);
  return pattern === undefined ? true : new RegExp(pattern, "u");
}

/** The regular expression of a format that has one, for a JavaScript engine. */
export function patternOf(format: Format): string | undefined {
  if (!("pattern" in format)) return undefined;
  const { pattern, maxLength } = format;
  // Only here, where JavaScript reads it, the length may ride on a look-ahead.
  return maxLength === undefined ? pattern : pattern.replace("^", `^(?=.{0,${maxLength}}$)`);
}
