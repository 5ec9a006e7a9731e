import { expect, test } from "vitest";
import { type Change, listed, shown } from "../rule.ts";
import { typesIn } from "../types-in.ts";
import { evolutionRules, valueRefused } from "./index.ts";

const nothing: Change = {
  keyword: "x",
  after: undefined,
  before: undefined,
  reader: {},
  writer: {},
  name: undefined,
  place: "/a",
  isPart: true,
  value: 7,
  alternatives: 0,
};

/** The words of the first rule that has any. */
function wordsFor(change: Partial<Change>) {
  const whole = { ...nothing, ...change };
  for (const { id, explain } of evolutionRules) {
    const words = explain(whole);
    if (words !== undefined) return { rule: id, ...words };
  }
  return { rule: valueRefused.id, ...valueRefused.explain(whole) };
}

const declared = { properties: { note: {} } };

test.each<[string, Partial<Change>, string]>([
  ["property-required", { keyword: "required", name: "note" }, '"note" was not there and is now required'],
  [
    "property-required",
    { keyword: "required", name: "note", writer: declared },
    '"note" was optional and is now required',
  ],
  [
    "property-removed",
    { keyword: "additionalProperties", name: "note", writer: declared },
    '"note" was declared and is now refused',
  ],
  [
    "property-removed",
    { keyword: "properties", after: false, name: "note", writer: declared },
    '"note" was declared and is now refused',
  ],
  ["content-closed", { keyword: "additionalProperties" }, "may carry members, which"],
  ["content-closed", { keyword: "additionalProperties", name: "n" }, 'may carry "n", which "additionalP'],
  ["content-closed", { keyword: "additionalProperties", name: "n", writer: declared }, 'may carry "n"'],
  ["content-closed", { keyword: "properties", after: {}, name: "note", writer: declared }, '"properties" re'],
  ["content-closed", { keyword: "unevaluatedProperties", name: "note", writer: declared }, '"note"'],
  ["content-closed", { keyword: "patternProperties" }, '/a may carry members, which "patternProperties"'],
  [
    "property-type-changed",
    { keyword: "type", before: "string", after: "null" },
    "/a was string and is now null",
  ],
  [
    "property-type-changed",
    { keyword: "type", before: ["string", "null"], after: ["number", "array"] },
    "/a was string or null and is now number or array",
  ],
  ["type-narrowed", { keyword: "type", after: "null" }, "/a was of any type and is now null: 7 is refused"],
  [
    "type-narrowed",
    { keyword: "type", before: ["string", "null"], after: ["null", "array"] },
    "/a was string or null and is now null or array: 7 is refused",
  ],
  ["type-narrowed", { keyword: "type", before: "string", after: "null", isPart: false }, "/a was string and"],
  [
    "type-narrowed",
    { keyword: "type", before: "number", after: "integer" },
    "/a was number and is now integer",
  ],
  [
    "type-narrowed",
    { keyword: "type", before: "integer", after: ["number"] },
    "was integer and is now number",
  ],
  [
    "property-type-changed",
    { keyword: "type", before: "string", after: "number" },
    "was string and is now number",
  ],
  [
    "property-type-changed",
    { keyword: "type", before: "boolean", after: "integer" },
    "boolean and is now integer",
  ],
  ["const-changed", { keyword: "const", after: 1 }, "/a may be 7 and must now be 1"],
  ["const-changed", { keyword: "const", before: 0, after: 1 }, "/a was always 0 and must now be 1"],
  [
    "enum-narrowed",
    { keyword: "enum", before: [1, 2, { a: 1, b: 2 }], after: [{ b: 2, a: 1 }] },
    "accepts 1, 2",
  ],
  [
    "enum-narrowed",
    { keyword: "enum", before: [1], after: [1, 2] },
    "/a may be 7, which is not among the values",
  ],
  [
    "enum-narrowed",
    { keyword: "enum", after: [1, 2] },
    "/a may be 7, which is not among the values listed now",
  ],
  ["enum-narrowed", { keyword: "enum", writer: { const: 3 }, after: [1] }, "/a no longer accepts 3"],
  ["enum-narrowed", { keyword: "enum", before: [3], writer: { const: 4 } }, "/a no longer accepts 3"],
  ["bound-tightened", { keyword: "maximum", after: 3 }, '/a had no "maximum", and it is now 3'],
  ["bound-tightened", { keyword: "minimum", before: 1, after: 3 }, '/a had "minimum": 1, and it is now 3'],
  [
    "bound-tightened",
    { keyword: "minLength", before: 3, after: 3 },
    '/a may break "minLength": 3, which now applies to more values',
  ],
  ...["maxLength", "minItems", "maxItems", "minProperties", "maxProperties"].map(
    (keyword): [string, Partial<Change>, string] => [
      "bound-tightened",
      { keyword, after: 1 },
      `no "${keyword}"`,
    ],
  ),
  ...["exclusiveMinimum", "exclusiveMaximum"].map((keyword): [string, Partial<Change>, string] => [
    "bound-tightened",
    { keyword, after: 1 },
    `no "${keyword}"`,
  ]),
  [
    "multiple-narrowed",
    { keyword: "multipleOf", after: 3 },
    "/a was any number and must now be a multiple of 3",
  ],
  [
    "multiple-narrowed",
    { keyword: "multipleOf", before: 2, after: 3 },
    "/a was a multiple of 2 and must now be a",
  ],
  [
    "pattern-narrowed",
    { keyword: "pattern", after: "b", value: "c" },
    '/a must now match "b", and "c" does not',
  ],
  ["pattern-narrowed", { keyword: "pattern", before: "a", after: "b" }, '7 does not, which "a" let through'],
  [
    "format-asserted",
    { keyword: "format", after: "date", value: "x" },
    '/a was any text and must now be a "date": "x"',
  ],
  [
    "format-asserted",
    { keyword: "format", before: "time", after: "date" },
    'was a "time" and must now be a "date"',
  ],
  [
    "property-names-narrowed",
    { keyword: "propertyNames", value: { b: 1, c: 2 } },
    'members named "b", "c", and',
  ],
  ["property-names-narrowed", { keyword: "propertyNames" }, "/a may have members named , and such names"],
  [
    "dependency-added",
    { keyword: "dependentRequired", name: "n" },
    '/a must now carry "n" where another member',
  ],
  ["dependency-added", { keyword: "dependencies" }, "/a must now carry more where another member is present"],
  ["dependency-added", { keyword: "dependentSchemas" }, "must now carry more"],
  ...["items", "prefixItems", "additionalItems", "unevaluatedItems"].map(
    (keyword): [string, Partial<Change>, string] => [
      "items-narrowed",
      { keyword },
      `/a may have items that "${keyword}" refuses now`,
    ],
  ),
  ["contains-narrowed", { keyword: "contains" }, '/a did not ask for certain items, and "contains" does now'],
  [
    "contains-narrowed",
    { keyword: "minContains", before: 1 },
    'asked otherwise for certain items, and "minCon',
  ],
  ["contains-narrowed", { keyword: "maxContains" }, '"maxContains" does now'],
  ["unique-items-added", { keyword: "uniqueItems" }, "/a may hold an item twice, which is refused now"],
  [
    "alternatives-overlap",
    { keyword: "oneOf", alternatives: 2 },
    'may be 7, which fits 2 alternatives of "oneOf"',
  ],
  [
    "alternative-removed",
    { keyword: "oneOf", alternatives: 1 },
    'fits none of the alternatives in "oneOf" now',
  ],
  [
    "alternative-removed",
    { keyword: "anyOf" },
    '/a may be 7, which fits none of the alternatives in "anyOf" now',
  ],
  ["value-refused", { keyword: "anyOf", alternatives: 2 }, "/a may be 7, which the schema refuses now"],
  ...["if", "then", "else"].map((keyword): [string, Partial<Change>, string] => [
    "condition-added",
    { keyword },
    `/a may be in a case that "${keyword}" refuses now`,
  ]),
  ["exclusion-added", { keyword: "not" }, '/a may be 7, which "not" excludes now'],
  ["everything-refused", { keyword: "" }, "/a is refused whatever it is"],
  ["value-refused", { keyword: "x", reader: { x: 1 } }, '/a may be 7, which "x" refuses now'],
  ["value-refused", { keyword: "toString" }, "/a may be 7, which the schema refuses now"],
  ["value-refused", { keyword: "required" }, "which the schema refuses now"],
])("%s: %j", (rule, change, message) => {
  expect(wordsFor(change)).toMatchObject({ rule, message: expect.stringContaining(message) });
});

test("a hint of its own names the member", () => {
  expect(wordsFor({ keyword: "required", name: "note" })).toMatchObject({
    hint: 'keep "note" optional, or release the next major version',
  });
  expect(wordsFor({ keyword: "additionalProperties", name: "note", writer: declared })).toMatchObject({
    hint: 'keep "note" declared, marked as deprecated, or leave the object open',
  });
});

test("every rule says its law and its reason in a sentence, and its remedy as an imperative", () => {
  for (const { sentence, reason, remedy } of [...evolutionRules, valueRefused]) {
    expect(sentence).toMatch(/^[A-Z].{10,}\.$/);
    expect(reason).toMatch(/^[A-Z].{10,}\.$/);
    expect(remedy).toMatch(/^[a-z].{5,}[^.]$/);
  }
});

test("a value that is long is cut short, and of many the first five are shown", () => {
  expect(shown("x".repeat(58))).toBe(`"${"x".repeat(58)}"`);
  expect(shown("x".repeat(59))).toBe(`"${"x".repeat(56)}…`);
  expect(shown(undefined)).toBe("nothing");
  expect(listed([1, 2, 3, 4, 5])).toBe("1, 2, 3, 4, 5");
  expect(listed([1, 2, 3, 4, 5, 6, 7])).toBe("1, 2, 3, 4, 5 and 2 more");
});

test("types are one or several", () => {
  expect([typesIn(undefined), typesIn("null"), typesIn(["null", "string"])]).toEqual([
    [],
    ["null"],
    ["null", "string"],
  ]);
});
