import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkPattern, parsePattern } from "./parse-pattern.ts";

const file = join(import.meta.dirname, "../../../../test/vectors/patterns/refused.json");
const { vectors } = JSON.parse(readFileSync(file, "utf8")) as { readonly vectors: readonly Vector[] };

type Vector = {
  readonly description: string;
  readonly given: { readonly pattern: string };
  readonly expect: { readonly code: string; readonly construct?: string };
};

test.each(vectors)("$description is refused: $given.pattern", ({ given, expect: expected }) => {
  const error = checkPattern(given.pattern);

  expect(error?.code).toBe(expected.code);
  if (expected.construct !== undefined) expect(error?.params.construct).toBe(expected.construct);
});

test("a message names the construct, shows its text and where it stands", () => {
  const error = checkPattern("^a(?=b)$", "#/properties/code/pattern");

  expect(error?.message).toBe(
    "#/properties/code/pattern: the pattern ^a(?=b)$ uses a lookahead, (?=b), which not every engine has",
  );
  expect(error?.params.offset).toBe(2);
});

test("a syntax error says what is wrong in words", () => {
  expect(checkPattern("(")?.message).toBe(
    "the pattern ( is no ECMA-262 regular expression: unterminated group, at offset 1",
  );
});

test("counts within counts are multiplied, and the product is told", () => {
  expect(checkPattern("(?:a{40}b){30}")?.message).toContain("repeats up to 1200 times in a{40}");
  expect(checkPattern("(?:a{40}b){25}")).toBeUndefined();
});

test("what checkPattern returns parsePattern throws", () => {
  expect(() => parsePattern("(a)\\1")).toThrow(checkPattern("(a)\\1")?.message);
});
