import { expect, test } from "vitest";
import { areDisjoint, createRegExpMatcher } from "./patterns.ts";

test("patterns are unanchored and read with the u flag; what is no pattern cannot be judged", () => {
  const matches = createRegExpMatcher();

  expect(matches("b", "abc")).toBe(true);
  expect(matches("^.$", "💡")).toBe(true);
  expect(matches("^b", "abc")).toBe(false);
  expect(matches("(", "abc")).toBeUndefined();
});

test.each([
  ["^ext_", "^cfg_"],
  ["^ext_[a-z]+$", "^ext-"],
  ["^abc*", "^ad"],
])("no name matches both %j and %j", (a, b) => {
  expect([areDisjoint(a, b), areDisjoint(b, a)]).toEqual([true, true]);
});

test.each([
  ["^ext_", "^ext_a"],
  ["^ext_", "_x$"],
  ["^ab*", "^ac"],
  ["^ab?c", "^ac"],
  ["^ab{0,1}c", "^ac"],
  ["^a|b", "^c"],
  ["^(a|c)", "^c"],
  ["^\\x61", "^b"],
  ["", "^b"],
])("%j and %j are not known to be disjoint", (a, b) => {
  expect([areDisjoint(a, b), areDisjoint(b, a)]).toEqual([false, false]);
});
