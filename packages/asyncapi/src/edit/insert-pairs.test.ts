import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { insertPairs } from "./insert-pairs.ts";

const c = { key: "c", value: { x: 1 } };

test.each([
  ["at the end", "a:\n  b: 1\n", undefined, "a:\n  b: 1\n  c:\n    x: 1\n"],
  ["behind a member", "a:\n  b: 1 # one\n\n  d: 2\n", "b", "a:\n  b: 1 # one\n  c:\n    x: 1\n\n  d: 2\n"],
  [
    "before the next section",
    "a:\n  b:\n    - 1\n# about e\ne: 1\n",
    "b",
    "a:\n  b:\n    - 1\n  c:\n    x: 1\n# about e\ne: 1\n",
  ],
  ["in another indentation", "a:\n    b: {y: 1}\n", undefined, "a:\n    b: {y: 1}\n    c:\n      x: 1\n"],
  ["without a final newline", "a:\n  b: 1", undefined, "a:\n  b: 1\n  c:\n    x: 1\n"],
  [
    "after a folded text",
    "a:\n  b: >-\n    one\n    two\n\ne: 1\n",
    "b",
    "a:\n  b: >-\n    one\n    two\n  c:\n    x: 1\n\ne: 1\n",
  ],
])("%s the new member stands alone in the diff", (_where, text, after, expected) => {
  expect(insertPairs(text, [{ path: ["a"], ...c, after }])).toBe(expected);
});

test.each([
  ["an empty map", "a: {}\nd: 1 # one\n"],
  ["a missing map", "d: 1 # one\n"],
  ["a flow map", "a: { b: 1 }\nd: 1 # one\n"],
])("in %s there is no line to add, and comments stay all the same", (_what, text) => {
  const edited = insertPairs(text, [{ path: ["a"], ...c }]);

  expect(parse(edited).a.c).toEqual({ x: 1 });
  expect(edited).toContain("d: 1 # one\n");
});

test("whatever the document, afterwards it says what it said and the new member", () => {
  const word = fc.constantFrom("b", "d", "on", "1", "x y", "é", "#", ": ");
  const value = fc.oneof(
    word,
    fc.integer(),
    fc.constant(null),
    fc.array(word),
    fc.dictionary(word, word),
    fc.constant("two\nlines\n"),
  );
  fc.assert(
    fc.property(fc.dictionary(word, value, { noNullPrototype: true }), fc.boolean(), (members, flow) => {
      const text = flow
        ? JSON.stringify({ a: members })
        : insertPairs("{}", [{ path: [], key: "a", value: members }]);
      const edited = insertPairs(text, [{ path: ["a"], ...c }]);

      expect(parse(edited)).toEqual({ a: { ...members, c: { x: 1 } } });
    }),
  );
});
