import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { type GenerateTypesOptions, generateTypes } from "./generate-types.ts";

const typesOf = (schema: Json, options: Partial<GenerateTypesOptions> = {}) =>
  generateTypes(schema, { name: "Root", ...options });

/** What is between the braces of the root, or behind its `=`. */
function rootOf(schema: Json, options: Partial<GenerateTypesOptions> = {}): string {
  const [root = ""] = typesOf(schema, options).trimEnd().split("\n\n");
  const body = root.replace(/^(?:\/\*\*[\s\S]*?\*\/\n)?export (?:interface Root \{\n|type Root = ?)/, "");
  return body.replace(/(?:\n\}|;)$/, "").replace(/^ {2}/gm, "");
}

const closed = (properties: Json, more: Json = {}): Json => ({
  type: "object",
  properties,
  additionalProperties: false,
  ...(more as object),
});

test("a whole: docs, required and optional members, definitions by their names", () => {
  expect(
    typesOf({
      title: "Order",
      description: "What a customer wants.",
      type: "object",
      required: ["id", "lines"],
      properties: {
        id: { type: "string", format: "uuid", description: "Given by the shop." },
        lines: { type: "array", items: { $ref: "#/$defs/order-line" }, maxItems: 100 },
        note: { type: ["string", "null"], deprecated: true, maxLength: 80, examples: ["ring twice"] },
      },
      additionalProperties: false,
      $defs: {
        "order-line": { type: "object", properties: { amount: { type: "integer", minimum: 0, default: 1 } } },
      },
    }),
  ).toBe(`/** What a customer wants. */
export interface Root {
  /**
   * Given by the shop.
   *
   * Format: \`uuid\`.
   */
  readonly id: string;
  /** At most 100 items. */
  readonly lines: readonly OrderLine[];
  /**
   * At most 80 characters.
   *
   * @deprecated
   * @example "ring twice"
   */
  readonly note?: string | null;
}

export interface OrderLine {
  /**
   * At least 0.
   *
   * @default 1
   */
  readonly amount?: number;
  readonly [name: string]: unknown;
}
`);
});

test("a root that says nothing, refuses all, or only refers has a type of its name", () => {
  expect(typesOf(true)).toBe("export type Root = unknown;\n");
  expect(typesOf({})).toBe("export type Root = unknown;\n");
  expect(typesOf(false)).toBe("export type Root = never;\n");
  expect(typesOf({ $ref: "#/$defs/a", $defs: { a: { type: "string" } } })).toBe(
    "export type Root = A;\n\nexport type A = string;\n",
  );
});

test("null is in the type, absence is not", () => {
  const properties = {
    a: { enum: ["x", null] },
    b: { type: ["integer", "null"], default: null },
    c: { const: null },
  };
  expect(rootOf(closed(properties, { required: ["a"] }))).toBe(
    [
      'readonly a: "x" | null;',
      "/** @default null */",
      "readonly b?: number | null;",
      "readonly c?: null;",
    ].join("\n"),
  );
});

test("parts that hold at once are one object, with the narrower type of each member", () => {
  const base = { type: "object", required: ["kind"], properties: { kind: { type: "string" } } };
  const box = { properties: { kind: { const: "box" }, size: { type: "number" } } };
  expect(
    rootOf({ allOf: [{ $ref: "#/$defs/base" }, box], $defs: { base }, unevaluatedProperties: false }),
  ).toBe('readonly kind: "box";\nreadonly size?: number;');
});

test("parts that contradict each other leave nothing", () => {
  expect(rootOf({ allOf: [{ type: "string" }, { type: "number" }] })).toBe("never");
  expect(rootOf({ type: "string", enum: [1, null] })).toBe("never");
  expect(rootOf(closed({ a: { allOf: [{ const: 1 }, { const: 2 }] } }, { required: ["a"] }))).toBe("never");
  expect(rootOf(closed({ a: { allOf: [{ const: 1 }, { const: 2 }] }, b: true }))).toBe(
    "readonly b?: unknown;",
  );
});

test("alternatives keep their names; what stands beside them goes into each", () => {
  const $defs = {
    card: closed({ kind: { const: "card" } }, { required: ["kind"] }),
    iban: closed({ kind: { const: "iban" } }, { required: ["kind"] }),
  };
  const oneOf = [{ $ref: "#/$defs/card" }, { $ref: "#/$defs/iban" }, { type: "null" }];
  expect(rootOf({ oneOf, $defs })).toBe("Card | Iban | null");
  expect(rootOf({ type: "object", oneOf, $defs })).toBe("Card | Iban");
  expect(
    rootOf({
      anyOf: [{ required: ["a"] }, { required: ["b"] }],
      ...(closed({ a: true, b: true }) as object),
    }),
  ).toBe(`
| {
    readonly a: unknown;
    readonly b?: unknown;
  }
| {
    readonly a?: unknown;
    readonly b: unknown;
  }`);
});

test("alternatives that only ask for a member each refuse those of the others", () => {
  const asked = { oneOf: [{ required: ["a"] }, { required: ["b"] }] };
  expect(rootOf(closed({ a: true, b: true }, asked))).toMatch(
    /readonly b\?: never[\s\S]*readonly a\?: never/,
  );
});

test("closed alternatives without a discriminator refuse the members of the others by name", () => {
  expect(
    rootOf({ anyOf: [closed({ a: true }, { required: ["a"] }), closed({ b: true }, { required: ["b"] })] }),
  ).toMatch(/readonly a: unknown;\s+readonly b\?: never;[\s\S]*readonly b: unknown;\s+readonly a\?: never;/);
});

test("what closes a whole knows which of exclusive alternatives was taken", () => {
  const way = (kind: string) => ({
    properties: { kind: { const: kind }, [`of-${kind}`]: { type: "string" } },
    required: ["kind"],
  });
  const base = { type: "object", properties: { id: { type: "string" } } };
  expect(rootOf({ allOf: [base], oneOf: [way("a"), way("b")], unevaluatedProperties: false })).toBe(`
| {
    readonly id?: string;
    readonly kind: "a";
    readonly "of-a"?: string;
  }
| {
    readonly id?: string;
    readonly kind: "b";
    readonly "of-b"?: string;
  }`);
  expect(rootOf({ allOf: [base], anyOf: [way("a"), true], unevaluatedProperties: false })).toContain(
    'readonly kind?: "a";',
  );
});

test("a condition on a member's value makes alternatives of it, many conditions one each", () => {
  const when = (kind: string, name: string): Json => ({
    if: { properties: { kind: { const: kind } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword
    then: { required: [name], properties: { [name]: { type: "string" } } },
  });
  const kinds = ["a", "b", "c", "d", "e", "f", "g"];
  const text = rootOf(
    {
      type: "object",
      required: ["kind"],
      properties: { kind: { enum: kinds } },
      allOf: kinds.map((kind) => when(kind, `of-${kind}`)),
    },
    { unknownMembers: "undeclared-refused" },
  );
  expect(text.match(/readonly kind: "."/g)).toEqual(kinds.map((kind) => `readonly kind: "${kind}"`));
  expect(text).toContain('readonly kind: "g";\n    readonly "of-g": string;');
});

test("keywords of objects say nothing about other values", () => {
  expect(rootOf({ properties: { a: { type: "string" } }, required: ["a"] })).toBe(`
| boolean
| number
| string
| readonly unknown[]
| {
    readonly a: string;
    readonly [name: string]: unknown;
  }
| null`);
});

test("lists say what is first, what follows and how many there are", () => {
  const first = [{ type: "string" }, { type: "number" }];
  expect(rootOf({ type: "array" })).toBe("readonly unknown[]");
  expect(rootOf({ type: "array", items: { enum: ["a", "b"] } })).toBe('readonly ("a" | "b")[]');
  expect(rootOf({ type: "array", prefixItems: first, minItems: 1 })).toBe(
    "readonly [string, number?, ...unknown[]]",
  );
  expect(rootOf({ type: "array", prefixItems: first, items: false })).toBe("readonly [string?, number?]");
  const items = { type: "string" };
  expect(rootOf({ type: "array", items, minItems: 1 })).toBe("readonly [string, ...string[]]");
  expect(rootOf({ type: "array", items, minItems: 1 }, { listBounds: "left-out" })).toBe("readonly string[]");
  expect(rootOf({ type: "array", items, minItems: 2, maxItems: 2 })).toBe("readonly [string, string]");
  expect(rootOf({ type: "array", items, maxItems: 0 })).toBe("readonly []");
  expect(rootOf({ type: "array", items, minItems: 2, maxItems: 1 })).toBe("never");
});

test("the older ways to write a list mean the same", () => {
  const schema = { type: "array", items: [{ type: "string" }], additionalItems: false, minItems: 1 };
  expect(rootOf(schema, { dialect: "draft-07" })).toBe("readonly [string]");
});

test("values of all types are literals, lists and objects among them", () => {
  expect(rootOf({ enum: [-0.5, "a", null, [true], {}] })).toBe(
    '-0.5 | "a" | readonly [true] | { readonly [name: string]: never } | null',
  );
  expect(rootOf({ const: { a: { b: [] } } })).toBe("readonly a: {\n  readonly b: readonly [];\n};");
});

test("what is refused is taken out where a type can say so, and left where it cannot", () => {
  expect(rootOf({ type: ["string", "null", "number"], not: { type: "null" } })).toBe("number | string");
  expect(rootOf({ enum: ["a", "b"], not: { enum: ["b", 3] } })).toBe('"a"');
  expect(rootOf({ type: "string", not: { const: "a" } })).toBe("string");
  expect(rootOf({ not: {} })).toBe("never");
  expect(rootOf(closed({ a: true }, { not: { required: ["a"] } }))).toBe("readonly a?: never;");
  expect(rootOf({ type: "string", not: { minLength: 3 } })).toBe("string");
});

test("definitions are found wherever they hide", () => {
  const hidden = { $anchor: "here", enum: [1] };
  expect(typesOf({ $ref: "#here", $defs: { any: hidden } })).toContain("export type Root = Any;");
  const $id = "https://example.com/a/root.json";
  expect(typesOf({ $id, $ref: "b.json", $defs: { b: { $id: "b.json", const: 2 } } })).toContain(
    "export type B = 2;",
  );
  const urn = "urn:example:b";
  expect(typesOf({ $ref: urn }, { documents: new Map([[urn, { const: 3 }]]) })).toContain(
    "export type B = 3;",
  );
});

test("a reference that leads nowhere says nothing", () => {
  expect(rootOf(closed({ a: { $ref: "https://elsewhere.example/x" }, b: { $ref: "#/nowhere" } }))).toBe(
    "readonly a?: unknown;\nreadonly b?: unknown;",
  );
});

test("a definition that is reached twice is declared once, and what holds itself has a name", () => {
  const text = typesOf(
    {
      type: "object",
      properties: { a: { $ref: "#/definitions/node" }, b: { $ref: "#/definitions/node" }, c: { $ref: "#" } },
      definitions: { node: { type: "array", items: { $ref: "#/definitions/node" } } },
    },
    { dialect: "draft-07" },
  );
  expect(text.match(/export \w+ \w+/g)).toEqual(["export interface Root", "export type Node"]);
  expect(text).toContain("export type Node = readonly Node[];");
  expect(text).toContain("readonly c?: Root;");
});

test("what holds itself only by way of allOf ends too", () => {
  const schema = {
    allOf: [{ $ref: "#/$defs/tree" }, { required: ["x"] }],
    $defs: {
      tree: { type: "object", properties: { x: { type: "string" }, below: { $ref: "#" } } },
    },
  };
  expect(rootOf(schema)).toContain("readonly below?: Root;");
});

test("an integer beyond a double's precision, and other rarities among numbers, are printed as they are", () => {
  expect(rootOf({ enum: [9007199254740992, 1e308, 0.30000000000000004, -1] })).toBe(
    "9007199254740992 | 1e+308 | 0.30000000000000004 | -1",
  );
});
