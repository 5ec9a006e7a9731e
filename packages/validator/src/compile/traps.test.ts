import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { createValidator } from "../create-validator.ts";

/** Where Ajv by itself gives another verdict than the specification, or none. Each with its harmless twin. */
const traps: readonly (readonly [
  what: string,
  schema: Json,
  accepted: readonly string[],
  refused: readonly string[],
])[] = [
  ["multipleOf by doubles refuses 19.99 for 0.01", { multipleOf: 0.01 }, ["19.99", "0.07"], ["19.995"]],
  [
    "const calls a member valueOf of the data",
    { const: { a: { valueOf: 1 } } },
    ['{"a":{"valueOf":1}}'],
    ['{"a":{"valueOf":2}}'],
  ],
  [
    "uniqueItems calls a member toString of the data",
    { uniqueItems: true },
    ['[{"toString":1},{"toString":2}]'],
    ['[{"toString":1},{"toString":1}]'],
  ],
  ["nullable is a keyword of OpenAPI", { type: "string", nullable: true }, ['"a"'], ["null"]],
  ["$async makes a promise of the verdict", { $async: true, type: "string" }, ['"a"'], ["1"]],
  ["dependencies is gone since 2019-09", { dependencies: { a: ["b"] } }, ['{"a":1}'], []],
  [
    "siblings of $ref are ignored up to draft-07",
    {
      $schema: "http://json-schema.org/draft-07/schema#",
      properties: { a: { $ref: "#/definitions/t", maxLength: 1 } },
      definitions: { t: { type: "string" } },
    },
    ['{"a":"long"}'],
    ['{"a":1}'],
  ],
  [
    "const does not exist in draft-04",
    { $schema: "http://json-schema.org/draft-04/schema#", const: 1 },
    ["2"],
    [],
  ],
  [
    "what an earlier item evaluated is not evaluated in the next",
    {
      items: {
        anyOf: [{ properties: { a: { type: "string" } }, required: ["a"] }, true],
        unevaluatedProperties: false,
      },
    },
    ['[{"a":"x"},{"a":"y"}]'],
    ['[{"a":"x"},{"a":1}]', '[{"a":1}]'],
  ],
  ...[
    { patternProperties: { "^a": true }, unevaluatedProperties: false },
    {
      anyOf: [{ properties: { a: true } }, { patternProperties: { "^a": true } }],
      unevaluatedProperties: false,
    },
    { $ref: "#/$defs/p", unevaluatedProperties: false, $defs: { p: { patternProperties: { "^a": true } } } },
  ].map(
    (schema) =>
      [
        `names that every object inherits pass for evaluated beside ${Object.keys(schema)[0]}`,
        schema,
        ['{"a":1}'],
        ['{"__proto__":1}', '{"constructor":1}', '{"toString":1,"a":1}'],
      ] as const,
  ),
  [
    "a pattern that matches __proto__ evaluates it",
    { patternProperties: { "^__": true }, unevaluatedProperties: false },
    ['{"__proto__":1,"__a":1}'],
    ['{"__proto__":1,"a":1}'],
  ],
  [
    "an if that failed evaluates nothing",
    { if: { properties: { a: { const: 1 } }, required: ["a"] }, else: true, unevaluatedProperties: false },
    ['{"a":1}'],
    ['{"a":2}'],
  ],
  [
    "an if that stands alone evaluates",
    { if: { properties: { a: true } }, unevaluatedProperties: false },
    ['{"a":1}'],
    ['{"b":1}'],
  ],
  [
    "only items that contains matched are evaluated",
    { contains: { type: "string" }, unevaluatedItems: { type: "number" } },
    ['["a",1]'],
    ['["a",true]'],
  ],
  [
    "items that contains matched are evaluated through references and branches",
    {
      anyOf: [{ $ref: "#/$defs/c" }, { type: "null" }],
      unevaluatedItems: false,
      $defs: { c: { contains: { const: 1 } } },
    },
    ["[1,1]"],
    ["[1,2]"],
  ],
  [
    "contains is asked of an empty array too",
    { items: { type: "null" }, contains: true },
    ["[null]"],
    ["[]"],
  ],
  [
    "minContains of nought asks for nothing",
    { contains: { const: 1 }, minContains: 0, maxContains: 1 },
    ["[]", "[2]", "[1]"],
    ["[1,1]"],
  ],
  [
    "items is counted from the prefix of no other schema",
    { allOf: [{ prefixItems: [true] }], items: { type: "string" } },
    ['["a"]'],
    ["[1]"],
  ],
  [
    "$dynamicRef goes by the way that led to it",
    {
      $id: "https://e.example/strict",
      $dynamicAnchor: "node",
      $ref: "tree",
      unevaluatedProperties: false,
      $defs: {
        tree: {
          $id: "tree",
          $dynamicAnchor: "node",
          properties: { data: true, children: { items: { $dynamicRef: "#node" } } },
        },
      },
    },
    ['{"children":[{"data":1}]}'],
    ['{"children":[{"daat":1}]}'],
  ],
  [
    "a text from the schema is never taken for code",
    { enum: ["for(let i0=0; i0<len0; i0++){", "formatChecks.regex", 'require("x")'] },
    ['"formatChecks.regex"'],
    ['"isRegExp"'],
  ],
];

test.each(traps)("%s", (_what, schema, accepted, refused) => {
  const validate = createValidator(schema);

  expect(accepted.filter((text) => !validate(JSON.parse(text)).valid)).toEqual([]);
  expect(refused.filter((text) => validate(JSON.parse(text)).valid)).toEqual([]);
});
