import { expect, test } from "vitest";
import { dialects } from "./dialect.ts";
import { keywordOf, keywordsOf } from "./keywords.ts";

const added = {
  "draft-06": "$id const contains examples propertyNames",
  "draft-07": "$comment contentEncoding contentMediaType else if readOnly then writeOnly",
  "2019-09":
    "$anchor $defs $recursiveAnchor $recursiveRef $vocabulary contentSchema dependentRequired dependentSchemas deprecated maxContains minContains unevaluatedItems unevaluatedProperties",
  "2020-12": "$dynamicAnchor $dynamicRef prefixItems",
} as const;
const removed = {
  "draft-06": "id",
  "draft-07": "",
  "2019-09": "",
  "2020-12": "$recursiveAnchor $recursiveRef additionalItems",
} as const;

test.each(dialects.slice(1).map((dialect, at) => [dialect, dialects[at]] as const))(
  "%s adds to %s and takes from it what its specification says",
  (dialect, previous) => {
    const now = [...keywordsOf(dialect).keys()];
    const before = [...keywordsOf(previous ?? "draft-04").keys()];

    expect(
      now
        .filter((name) => !before.includes(name))
        .sort()
        .join(" "),
    ).toBe(added[dialect as keyof typeof added]);
    expect(
      before
        .filter((name) => !now.includes(name))
        .sort()
        .join(" "),
    ).toBe(removed[dialect as keyof typeof removed]);
  },
);

test("items holds a list up to 2019-09 and one schema after", () => {
  expect(dialects.map((dialect) => keywordOf("items", dialect)?.holds)).toEqual([
    "schema-or-schemas",
    "schema-or-schemas",
    "schema-or-schemas",
    "schema-or-schemas",
    "schema",
  ]);
});

test("definitions and dependencies live on as legacy, so that what lies below them is still found", () => {
  for (const name of ["definitions", "dependencies"])
    expect(dialects.map((dialect) => keywordOf(name, dialect)?.legacy ?? false)).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
});

test("no name that objects inherit is a keyword", () => {
  for (const name of ["constructor", "__proto__", "toString"])
    expect(keywordOf(name, "2020-12")).toBeUndefined();
});
