import type { Json } from "@concordat/json";
import { anonymousUri, type Dialect, dialects, keywordOf, keywordsOf, metaSchemaOf } from "@concordat/schema";
import { metaSchemas, witnessValidators } from "@concordat/validator/witness-validators";
import { expect, test } from "vitest";
import { createTranslations } from "../testing/translations.ts";

/** None that is empty or says something twice: the meta-schemas frown on both, and both have a meaning. */
const values: readonly Json[] = [
  ...[null, true, false, 0, 1, 2.0, -1, 1.5, "", "a", "string"],
  ...[[{}], [true], [null], ["a"], ["a", 1], [{}, null], ["null", "string"], ["null", "strnig"]],
  ...[{}, { a: {} }, { a: true }, { a: null }, { a: "b" }, { a: ["b"] }, { a: ["b", 1] }, { a: [{}] }],
  ...[
    { a: {}, b: null },
    { a: ["b"], b: null },
  ],
];

/** What validators understand although the meta-schema does not have it. */
function isUnderstood(keyword: string, value: Json, dialect: Dialect): boolean {
  const isFlag = dialect === "draft-04" && typeof value === "boolean";
  const isOfNames = keyword === "dependencies" || keyword === "dependentRequired";
  return (
    // A flag without its bound says nothing; and draft-04 has no schemas `true` and `false`, which say what they say elsewhere.
    (isFlag && (keyword.startsWith("exclusive") || keywordOf(keyword, dialect)?.holds !== undefined)) ||
    (dialect === "draft-04" && JSON.stringify(value).match(/^(\[|\{"a":)true/) !== null) ||
    // Draft-03 wrote a single name as a text.
    (isOfNames && JSON.stringify(value) === '{"a":"b"}')
  );
}

test.each(dialects)("%s: a keyword has no meaning exactly where the meta-schema refuses it", (dialect) => {
  const validator = witnessValidators.find(({ name }) => name === "ajv");
  const document = metaSchemas.get(metaSchemaOf(dialect).replace(/#$/, "")) as Json;
  const allows = validator?.compile({
    schema: document,
    documents: metaSchemas,
    dialect,
    assertsFormat: false,
  });
  const disputed: string[] = [];
  for (const [keyword, { kind }] of keywordsOf(dialect))
    for (const value of values) {
      if (kind !== "assertion" && kind !== "applicator") continue;
      if (isUnderstood(keyword, value, dialect)) continue;
      // Bounds of a count are read where something is counted.
      const schema: Json = keyword.endsWith("Contains")
        ? { contains: {}, [keyword]: value }
        : { [keyword]: value };
      const isMeant = createTranslations().doubtOf(schema, { dialect, reading: "lenient" }) === undefined;
      if (isMeant !== allows?.(schema)) disputed.push(`${JSON.stringify(schema)} ${isMeant}`);
    }

  expect(disputed).toEqual([]);
});

test.each<[Dialect, object, keyword: string, expected: string]>([
  ["2020-12", { type: "strnig" }, "type", "the name of a type, or a list of names"],
  ["2020-12", { type: ["null", "constructor"] }, "type", "the name of a type, or a list of names"],
  ["2020-12", { enum: {} }, "enum", "a list"],
  ["2020-12", { minimum: "1" }, "minimum", "a number"],
  ["2020-12", { minLength: 1.5 }, "minLength", "a whole number"],
  ["2020-12", { maxItems: -1 }, "maxItems", "a whole number"],
  ["2020-12", { multipleOf: 0 }, "multipleOf", "greater than 0"],
  ["2020-12", { pattern: 1 }, "pattern", "a text"],
  ["2020-12", { format: 1 }, "format", "a text"],
  ["2020-12", { uniqueItems: 1 }, "uniqueItems", "true or false"],
  ["draft-04", { minimum: 1, exclusiveMinimum: 1 }, "exclusiveMinimum", "true or false"],
  ["draft-04", { maximum: 1, exclusiveMaximum: 1 }, "exclusiveMaximum", "true or false"],
  ["draft-06", { exclusiveMaximum: true }, "exclusiveMaximum", "a number"],
  ["2020-12", { required: ["a", 1] }, "required", "a list of names"],
  ["2020-12", { not: 1 }, "not", "a schema"],
  ["2020-12", { allOf: {} }, "allOf", "a list of schemas"],
  ["2020-12", { anyOf: [{}, 1] }, "anyOf", "a list of schemas"],
  ["2019-09", { items: [{}, 1] }, "items", "a schema, or a list of schemas"],
  ["2020-12", { properties: { a: {}, b: 1 } }, "properties", "an object with schemas as members"],
  ["2020-12", { properties: [] }, "properties", "an object with schemas as members"],
  [
    "draft-07",
    { dependencies: { a: 1 } },
    "dependencies",
    "an object with schemas or lists of names as members",
  ],
  [
    "2020-12",
    { dependentRequired: { a: [1] } },
    "dependentRequired",
    "an object with lists of names as members",
  ],
  ["2020-12", { dependentRequired: ["a"] }, "dependentRequired", "an object with lists of names as members"],
])("%s: of %j it is told that %j must be %s, and where", (dialect, schema, keyword, expected) => {
  const doubt = createTranslations().doubtOf({ not: schema as Json }, { dialect });

  expect(doubt).toEqual({
    code: "SCHEMA_MEANINGLESS",
    message: `#/not is no valid schema: "${keyword}" must be ${expected}`,
    at: { document: anonymousUri, pointer: "/not" },
  });
});

test("what is neither an object nor true nor false is no schema", () => {
  expect(createTranslations().doubtOf(1)).toEqual({
    code: "SCHEMA_MEANINGLESS",
    message: "# is no schema: a schema is an object, true or false",
    at: { document: anonymousUri, pointer: "" },
  });
});

test("what no keyword of the dialect accounts for is nobody's business, whatever it is", () => {
  const { doubtOf, translate } = createTranslations();
  const strange = { if: 1, contains: 1, const: 1, prefixItems: 1, $anchor: 1, strange: 1, title: "a" };

  expect(doubtOf(strange, { dialect: "draft-04" })).toBeUndefined();
  expect(translate(strange, { dialect: "draft-04" }).says).toBe(1);
});
