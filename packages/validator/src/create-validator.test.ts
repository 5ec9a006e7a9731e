import type { Json } from "@concordat/json";
import { describe, expect, test } from "vitest";
import { createValidator, type ValidatorOptions } from "./create-validator.ts";
import type { Problem } from "./problems/problem.ts";

function problemsOf(schema: Json, value: unknown, options?: ValidatorOptions): readonly Problem[] {
  const verdict = createValidator(schema, options)(value);
  return verdict.valid ? [] : verdict.problems;
}

function messagesOf(schema: Json, value: unknown, options?: ValidatorOptions): readonly string[] {
  return problemsOf(schema, value, options).map(({ message }) => message);
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
  return "nothing was thrown";
}

describe("a problem", () => {
  test("says where, what is wrong, what was expected and where that is written", () => {
    const schema = { properties: { name: { type: "string" } } };

    expect(problemsOf(schema, { name: 3 })).toEqual([
      {
        code: "DATA_INVALID",
        rule: "type",
        pointer: "/name",
        schema: "#/properties/name/type",
        message: "/name must be a string, but is the number 3",
        expected: "a string",
      },
    ]);
  });

  test.each<[string, Json, unknown, string]>([
    ["type", { type: ["string", "null"] }, 3, "the value must be a string or null, but is the number 3"],
    ["type", { type: "integer" }, 1.5, "the value must be an integer, but is the number 1.5"],
    ["type", { type: "number" }, Number.NaN, "the value must be a number, but is the number NaN"],
    ["type", { type: "object" }, [], "the value must be an object, but is an empty array"],
    ["required", { required: ["id"] }, {}, 'the value must have the member "id"'],
    [
      "required",
      { dependentRequired: { a: ["b"] } },
      { a: 1 },
      'the value must have the member "b", since it has "a"',
    ],
    ["unknown-member", { additionalProperties: false }, { "a/b": 1 }, "/a~1b is not declared"],
    ["const", { const: "a" }, "b", 'the value must be "a", but is the string "b"'],
    ["range", { minimum: 3 }, 2, "the value must be at least 3, but is the number 2"],
    ["range", { exclusiveMaximum: 3 }, 3, "the value must be less than 3, but is the number 3"],
    [
      "multiple-of",
      { multipleOf: 0.01 },
      0.005,
      "the value must be a multiple of 0.01, but is the number 0.005",
    ],
    ["size", { minLength: 2 }, "\u{1f600}", "the value must have at least 2 characters, but has 1"],
    ["size", { maxItems: 1 }, [1, 2], "the value must have at most 1 item, but has 2"],
    ["size", { prefixItems: [true], items: false }, [1, 2], "the value must have at most 1 item, but has 2"],
    ["size", { minProperties: 1 }, {}, "the value must have at least 1 member, but has 0"],
    ["pattern", { pattern: "^[a-z]+$" }, "A", 'the value must match ^[a-z]+$, but is the string "A"'],
    ["format", { format: "email" }, "joe", 'the value must be an email, but is the string "joe"'],
    [
      "unique",
      { uniqueItems: true },
      [1, 2, 1],
      "the value must not repeat items, but item 2 is item 0 again",
    ],
    [
      "contains",
      { contains: { const: 1 }, minContains: 2 },
      [1, 2],
      'the value must have at least 2 of the items that "contains" describes, but has 1',
    ],
    ["forbidden", { not: { type: "null" } }, null, 'the value is what "not" forbids'],
    ["forbidden", { properties: { a: false } }, { a: 1 }, "/a must not be there"],
    ["forbidden", { unevaluatedItems: false }, [1], "/0 must not be there"],
    [
      "pattern",
      { propertyNames: { pattern: "^a" } },
      { b: 1 },
      'the name of /b must match ^a, but is the string "b"',
    ],
  ])("%s: %j refuses %j", (rule, schema, value, message) => {
    expect(problemsOf(schema, value).map((problem) => [problem.rule, problem.message])).toEqual([
      [rule, message],
    ]);
  });

  test("suggests the declared name that was probably meant, unless it is there already", () => {
    const schema = { properties: { customerId: {}, total: {} }, additionalProperties: false };

    expect(messagesOf(schema, { custmerId: 1 })).toEqual([
      '/custmerId is not declared; did you mean "customerId"?',
    ]);
    expect(messagesOf(schema, { custmerId: 1, customerId: 1 })).toEqual(["/custmerId is not declared"]);
  });

  test("suggests the allowed value that was probably meant", () => {
    expect(problemsOf({ enum: ["open", "closed"] }, "opne")[0]?.suggestion).toBe("open");
  });

  test("cuts long values and long lists short", () => {
    const [message = ""] = messagesOf(
      { enum: Array.from({ length: 5000 }, (_, index) => `v${index}`) },
      "x".repeat(9000),
    );

    expect(message.length).toBeLessThan(200);
  });

  test("names the schema behind a reference, in a bundle by the identifier of what was bundled", () => {
    const schema = {
      $id: "https://e.example/a",
      properties: { own: { $ref: "#/$defs/n" }, other: { $ref: "b#/$defs/m" } },
      $defs: {
        n: { $anchor: "n", properties: { deep: { type: "null" } } },
        b: { $id: "b", $defs: { m: { type: "null" } } },
      },
    };

    expect(problemsOf(schema, { own: { deep: 1 }, other: 1 }).map((problem) => problem.schema)).toEqual([
      "#/$defs/n/properties/deep/type",
      "https://e.example/b#/$defs/m/type",
    ]);
  });

  test("is told once, however many ways lead to it", () => {
    const text = { type: "string" };

    expect(messagesOf({ allOf: [text, text, { anyOf: [text] }] }, 1)).toHaveLength(1);
  });

  test("of the type takes the place of what the wrong type breaks besides", () => {
    expect(problemsOf({ type: "string", enum: ["a"] }, 1).map(({ rule }) => rule)).toEqual(["type"]);
  });
});

describe("alternatives", () => {
  const shapes = (keyword: string) => ({
    [keyword]: [
      {
        type: "object",
        properties: { kind: { const: "circle" }, radius: { type: "number" } },
        required: ["kind", "radius"],
      },
      {
        type: "object",
        properties: { kind: { const: "square" }, side: { type: "number" } },
        required: ["kind", "side"],
      },
    ],
  });

  test.each(["anyOf", "oneOf"])(
    "%s: the branch that the value was meant for is told by its constant",
    (keyword) => {
      expect(messagesOf(shapes(keyword), { kind: "square", side: "3" })).toEqual([
        '/side must be a number, but is the string "3"',
      ]);
    },
  );

  test("a constant that fits no branch is asked for, with all its answers", () => {
    expect(problemsOf(shapes("oneOf"), { kind: "squre" })).toMatchObject([
      {
        rule: "const",
        pointer: "/kind",
        message: '/kind must be "circle" or "square", but is the string "squre"; did you mean "square"?',
        suggestion: "square",
      },
    ]);
  });

  test("branches of different types become one question of type", () => {
    expect(
      messagesOf(
        {
          anyOf: [{ type: "string" }, { type: "null" }, { $ref: "#/$defs/list" }],
          $defs: { list: { type: "array" } },
        },
        1,
      ),
    ).toEqual(["the value must be a string, null or an array, but is the number 1"]);
  });

  test("the only branch of the right type is the one that was meant", () => {
    expect(messagesOf({ anyOf: [{ type: "null" }, { type: "object", required: ["a"] }] }, {})).toEqual([
      'the value must have the member "a"',
    ]);
  });

  test("where nothing tells, the branches are counted", () => {
    expect(messagesOf({ anyOf: [{ required: ["a"] }, { required: ["b"] }] }, {})).toEqual([
      "the value must match at least one of 2 alternatives, but is an object that matches none",
    ]);
  });

  test("two that match where one may are named", () => {
    expect(messagesOf({ oneOf: [{ type: "string" }, { minimum: 1 }, { maximum: 9 }] }, 5)).toEqual([
      "the value must match exactly one alternative, but matches oneOf/1 and oneOf/2",
    ]);
  });

  test("what an if decides is told by its branch alone", () => {
    const schema = JSON.parse(
      '{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}',
    );

    expect(messagesOf(schema, { a: 1 })).toEqual(['the value must have the member "b"']);
    expect(messagesOf(schema, {})).toEqual(['the value must have the member "c"']);
  });
});

describe("bounds", () => {
  const items = {
    items: { $ref: "#/$defs/node" },
    $defs: { node: { type: "object", properties: { next: { $ref: "#/$defs/node" } } } },
  };

  test("twenty problems are listed by default, and as many as were asked for", () => {
    const many = Array(1000).fill(1);

    expect(problemsOf(items, many)).toHaveLength(20);
    expect(problemsOf(items, many, { maxErrors: 3 })).toHaveLength(3);
  });

  test("looking for problems ends early and the verdict does not", () => {
    const strings = { items: { type: "string" } };
    const numbers = { items: { type: "number" } };
    const mixed = [...Array(500).fill(true), 1];

    expect(createValidator({ anyOf: [strings, numbers] })(Array(500).fill(1))).toEqual({ valid: true });
    expect(createValidator({ anyOf: [strings, numbers] })(mixed).valid).toBe(false);
    expect(createValidator({ not: { anyOf: [strings, numbers] } })(mixed).valid).toBe(true);
    expect(createValidator({ contains: { const: 1 } })(mixed)).toEqual({ valid: true });
    expect(
      createValidator({ oneOf: [strings, { items: { type: "boolean" } }, numbers] })(Array(500).fill(true)),
    ).toEqual({ valid: true });
  });

  test("a hundred thousand bad items behind a reference are judged at once", () => {
    expect(problemsOf(items, Array(100_000).fill(1))).toHaveLength(20);
  });
});

describe("values", () => {
  test("only own members count", () => {
    const schema = { required: ["toString"], properties: { constructor: { type: "string" } } };

    expect(createValidator(schema)({}).valid).toBe(false);
    expect(createValidator({ properties: { constructor: { type: "string" } } })({})).toEqual({ valid: true });
  });

  test("a member called __proto__ is a member like any other", () => {
    const schema = JSON.parse('{"properties":{"__proto__":{"type":"string"}},"additionalProperties":false}');

    expect(createValidator(schema)(JSON.parse('{"__proto__":"a"}'))).toEqual({ valid: true });
    expect(problemsOf(schema, JSON.parse('{"__proto__":1}'))[0]).toMatchObject({
      pointer: "/__proto__",
      schema: "#/properties/__proto__/type",
    });
  });

  test("a pattern may speak of __proto__ beside its declaration", () => {
    const schema = JSON.parse(
      '{"properties":{"__proto__":{"type":"string"}},"patternProperties":{"^__proto__$":{"minLength":2}}}',
    );
    const validate = createValidator(schema);
    const texts = ['{"__proto__":"ab"}', '{"__proto__":"a"}', '{"__proto__":12}'];

    expect(texts.map((text) => validate(JSON.parse(text)).valid)).toEqual([true, false, false]);
  });

  test.each([
    '{"patternProperties":{"^a":true},"unevaluatedProperties":false}',
    '{"anyOf":[{"patternProperties":{"^a":true}},{"properties":{"b":true}}],"unevaluatedProperties":false}',
    '{"anyOf":[{"required":["a"],"properties":{"a":true}},{"properties":{"b":true}}],"unevaluatedProperties":false}',
    '{"properties":{"c":{"$ref":"#"}},"anyOf":[{"$ref":"#/$defs/a"},{"maxProperties":1}],"unevaluatedProperties":false,"$defs":{"a":{"patternProperties":{"^a":true}}}}',
  ])("what every object inherits is not evaluated for that: %s", (schema) => {
    const validate = createValidator(JSON.parse(schema));

    expect(validate({ a: 1 }).valid).toBe(true);
    for (const name of ["__proto__", "toString", "constructor"])
      expect(validate(JSON.parse(`{"${name}":1}`)).valid).toBe(false);
  });

  test("__proto__ is evaluated where a pattern speaks of it", () => {
    const schema =
      '{"anyOf":[{"patternProperties":{"^__p":true}},{"required":["b"]}],"unevaluatedProperties":false}';
    const validate = createValidator(JSON.parse(schema));

    expect(validate(JSON.parse('{"__proto__":1}')).valid).toBe(true);
    expect(validate(JSON.parse('{"__proto__":1,"b":1}')).valid).toBe(false);
  });

  test("an undefined member is not there, as in its JSON", () => {
    expect(createValidator({ properties: { a: { type: "string" } } })({ a: undefined })).toEqual({
      valid: true,
    });
  });

  test("nothing in the value is changed, defaults are not filled in", () => {
    const value = Object.freeze({ a: "1" });

    expect(createValidator({ properties: { a: { type: "integer" }, b: { default: 1 } } })(value).valid).toBe(
      false,
    );
    expect(value).toEqual({ a: "1" });
  });
});

describe("schemas", () => {
  test("a schema that its meta-schema refuses is refused in the words of any other value", () => {
    expect(() => createValidator({ properties: { a: { type: "strng" } } })).toThrow(
      '/properties/a/type must be "array", "boolean", "integer", "null", "number", "object" or "string", but is the string "strng"; did you mean "string"?',
    );
  });

  test.each<[string, Json]>([
    ["SCHEMA_INVALID", { type: [] }],
    ["SCHEMA_INVALID", { type: ["string", "string"] }],
    ["SCHEMA_INVALID", { type: 5 }],
    ["SCHEMA_INVALID", { required: "a" }],
    ["SCHEMA_INVALID", { required: ["a", "a"] }],
    ["SCHEMA_INVALID", { properties: [] }],
    ["SCHEMA_INVALID", { properties: { a: null } }],
    ["SCHEMA_INVALID", { minItems: -1 }],
    ["SCHEMA_INVALID", { maxLength: 1.5 }],
    ["SCHEMA_INVALID", { multipleOf: 0 }],
    ["SCHEMA_INVALID", { multipleOf: -1 }],
    ["SCHEMA_INVALID", { $schema: "http://json-schema.org/draft-04/schema#", exclusiveMinimum: 3 }],
    ["SCHEMA_INVALID", 3],
    ["SCHEMA_INVALID", null],
    ["SCHEMA_REGEX_SYNTAX", { pattern: "(" }],
    ["SCHEMA_REGEX_SYNTAX", { patternProperties: { "[": true } }],
    ["SCHEMA_REF_UNRESOLVED", { $ref: "#/$defs/nope" }],
    ["SCHEMA_REF_REMOTE", { $ref: "https://elsewhere.example/a" }],
    ["SCHEMA_REF_SCHEME", { $ref: "file:///etc/passwd" }],
    ["SCHEMA_REF_LOOP", { $ref: "#" }],
    ["SCHEMA_DIALECT", { $schema: "http://json-schema.org/draft-03/schema#" }],
  ])("%s: %j", (code, schema) => {
    expect(codeOf(() => createValidator(schema))).toBe(code);
  });

  test("what only Ajv refuses, as in a resource of another draft, is coded too", () => {
    const old = {
      $schema: "http://json-schema.org/draft-07/schema#",
      $id: "https://e.example/old",
      type: "strng",
    };
    const schema = { $ref: "https://e.example/old", $defs: { old } };

    expect(codeOf(() => createValidator(schema))).toBe("SCHEMA_INVALID");
  });

  test("documents that a reference draws in are judged too, others are not looked at", () => {
    const documents = new Map<string, Json>([["https://e.example/bad", { type: "strng" }]]);

    expect(codeOf(() => createValidator({ $ref: "https://e.example/bad" }, { documents }))).toBe(
      "SCHEMA_INVALID",
    );
    expect(createValidator({}, { documents })(1)).toEqual({ valid: true });
  });

  test("two schemas with one $id do not meet", () => {
    const schema = (type: string) => ({ $id: "https://e.example/a", type });
    const [text, number] = [createValidator(schema("string")), createValidator(schema("number"))];

    expect([text("a").valid, number("a").valid, number(1).valid]).toEqual([true, false, true]);
  });

  test("a reference to a schema of another draft is read by that draft", () => {
    const documents = new Map<string, Json>([
      [
        "https://e.example/old",
        {
          $schema: "http://json-schema.org/draft-04/schema#",
          minimum: 3,
          exclusiveMinimum: true,
          items: [{ type: "string" }],
          additionalItems: false,
          const: "unknown then",
        },
      ],
    ]);
    const validate = createValidator({ $ref: "https://e.example/old" }, { documents });

    expect([3, 4, ["a"], [1], ["a", "b"]].map((value) => validate(value).valid)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("formats", () => {
  test("are asserted unless they are to be annotations", () => {
    expect(createValidator({ format: "ipv4" })("x").valid).toBe(false);
    expect(createValidator({ format: "ipv4" }, { formats: "annotate" })("x").valid).toBe(true);
  });

  test("that nobody knows are let be, or refused with a suggestion", () => {
    expect(createValidator({ format: "emial" })("x").valid).toBe(true);
    expect(() =>
      createValidator({ properties: { a: { format: "emial" } } }, { unknownFormats: "refuse" }),
    ).toThrow(
      '#/properties/a/format names the format "emial", which is none we know (did you mean "email"?)',
    );
  });
});

test("patterns are run by the matcher that was handed in, each by its own", () => {
  const asked: string[] = [];
  const matcher = (pattern: string) => ({
    test(text: string) {
      asked.push(pattern);
      return text === pattern;
    },
  });
  const validate = createValidator({ properties: { a: { pattern: "p" }, b: { pattern: "q" } } }, { matcher });

  expect(validate({ a: "p", b: "q" })).toEqual({ valid: true });
  expect(validate({ a: "p", b: "p" }).valid).toBe(false);
  expect(new Set(asked)).toEqual(new Set(["p", "q"]));
});

test("a member found by pattern is noted as evaluated also where a branch before it failed or evaluated everything", () => {
  const failing = createValidator({
    oneOf: [{ $ref: "#/$defs/p" }, false],
    patternProperties: { "^x": false },
    $defs: {
      p: { properties: { a: { items: { prefixItems: [{ unevaluatedItems: false }], oneOf: [{}, {}] } } } },
    },
  });
  const everything = createValidator({
    anyOf: [{ $ref: "#/$defs/all" }, { required: ["z"] }],
    patternProperties: { "^x": { type: "number" } },
    unevaluatedProperties: false,
    $defs: { all: { required: ["a"], unevaluatedProperties: true } },
  });

  expect(failing({ a: [1], xb: 1 }).valid).toBe(false);
  expect(everything({ a: 1, xb: 1 })).toEqual({ valid: true });
  expect(everything({ z: 1, xb: 1 }).valid).toBe(false);
});

test("a branch that failed has evaluated nothing, whatever it met on its way", () => {
  const tooMany = { contains: { minProperties: 1 }, minContains: 0, maxContains: 0 };
  const anyOf = createValidator({ anyOf: [tooMany, true], unevaluatedItems: false });
  const oneOf = createValidator({ oneOf: [tooMany, true], unevaluatedItems: false });
  const condition = createValidator({ if: tooMany, unevaluatedItems: false });
  const inLoop = createValidator({
    items: { anyOf: [{ contains: { const: 1 } }, true], unevaluatedItems: false },
  });

  expect(anyOf([{ a: 1 }]).valid).toBe(false);
  expect(oneOf([{ a: 1 }]).valid).toBe(false);
  expect(condition([{ a: 1 }]).valid).toBe(false);
  expect(anyOf([]).valid).toBe(true);
  expect(inLoop([[1], []]).valid).toBe(true);
  expect(inLoop([[1], [2]]).valid).toBe(false);
});

test("an `if` around a oneOf with members runs also when nothing asks what it evaluated", () => {
  const schema = {
    if: { oneOf: [{ properties: { a: false } }, false], not: true },
    $defs: { p: { properties: { a: false } }, q: { unevaluatedItems: false } },
  };

  expect(createValidator(schema)([1])).toEqual({ valid: true });
});
