import type { Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";
import { expect, test } from "vitest";
import { createTranslations } from "../testing/translations.ts";

/**
 * What the letter says and what validators say, in words that nobody disputes: the written schema, the same by the
 * letter, the same by the validators, and the word for it.
 */
const text = { type: "string" };
const definitions = { a: text };
const cases: readonly (readonly [
  dialect: Dialect,
  written: object,
  strict: Json,
  lenient: Json,
  word: string,
])[] = [
  ["draft-04", { type: "integer", const: 1 }, { type: "integer" }, { enum: [1] }, '"const" in draft-04'],
  [
    "2019-09",
    { dependencies: { a: ["b"], c: { required: ["d"] } } },
    {},
    { dependentRequired: { a: ["b"], c: ["d"] } },
    '"dependencies" in 2019-09',
  ],
  [
    "2020-12",
    { dependencies: { a: ["b"], c: { required: ["d"] } } },
    {},
    { dependentRequired: { a: ["b"], c: ["d"] } },
    '"dependencies" in 2020-12',
  ],
  ...(["draft-04", "draft-06", "draft-07"] as const).flatMap(
    (dialect) =>
      [
        [
          dialect,
          { $ref: "#/definitions/a", maxLength: 3, definitions },
          text,
          { type: "string", maxLength: 3 },
          `"maxLength" beside "$ref" in ${dialect}`,
        ],
        [
          dialect,
          {
            $ref: "#/definitions/a",
            title: "a",
            items: { type: "null" },
            not: { maxLength: 1 },
            definitions,
          },
          text,
          { type: "string", minLength: 2 },
          `"items" beside "$ref" in ${dialect}`,
        ],
        [
          dialect,
          { $ref: "#/definitions/a", const: "a", definitions },
          text,
          { enum: ["a"] },
          `"const" beside "$ref" in ${dialect}`,
        ],
      ] as const,
  ),
];

const values: readonly Json[] = [
  ...[null, 0, 1, 2, "", "a", "aa", "aaa", "aaaa"],
  ...[[], [null], [1], {}, { a: 1 }, { a: 1, b: 1 }, { c: 1 }, { c: 1, d: 1 }, { a: 1, c: 1, d: 1 }],
];

test.each(cases)("%s: %j says by the letter %j, by validators %j, and is told to be ambiguous", (...of) => {
  const [dialect, written, strict, lenient, word] = of;
  const { translate } = createTranslations();
  for (const [reading, meant] of [
    ["strict", strict],
    ["lenient", lenient],
  ] as const) {
    const one = translate(written as Json, { dialect, reading });
    // `dependentRequired` is young, and of all that is used here the rest means the same in every dialect.
    const other = translate(meant, { dialect: "2020-12" });

    for (const value of values) expect([value, one.accepts(value)]).toEqual([value, other.accepts(value)]);
    expect([...one.translator.ambiguities]).toEqual([word]);
    expect([...other.translator.ambiguities]).toEqual([]);
  }
});

test.each<[Dialect, object]>([
  ["draft-04", { $ref: "#/definitions/a", definitions }],
  ["draft-07", { $ref: "#/definitions/a", title: "a", description: "b", definitions }],
  ["draft-06", { const: 1, dependencies: { a: ["b"] } }],
  ["draft-04", { dependencies: { a: ["b"] } }],
  ["draft-04", { properties: { const: {}, $ref: {} } }],
  ["2019-09", { $ref: "#/$defs/a", maxLength: 3, $defs: definitions }],
  ["2020-12", { const: 1, properties: { dependencies: {} } }],
  ["draft-04", { $ref: "#/definitions/a", contains: {}, definitions }],
])("%s: %j is read in one way", (dialect, schema) => {
  const { translate } = createTranslations();
  const [strict, lenient] = (["strict", "lenient"] as const).map((reading) =>
    translate(schema as Json, { dialect, reading }),
  );

  expect(strict?.says).toBe(lenient?.says);
  expect([...(strict?.translator.ambiguities ?? [])]).toEqual([]);
});

test("what is ambiguous inside a recursive schema is told, also where that was entered before", () => {
  const { translate } = createTranslations();
  const list: Json = {
    $ref: "#/definitions/list",
    definitions: { list: { const: {}, properties: { next: { $ref: "#/definitions/list" } } } },
  };
  const ambiguities = () => [...translate(list, { dialect: "draft-04" }).translator.ambiguities];

  expect(ambiguities()).toEqual(['"const" in draft-04']);
  expect(ambiguities()).toEqual(['"const" in draft-04']);
});
