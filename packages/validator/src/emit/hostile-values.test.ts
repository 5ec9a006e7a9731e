import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Json } from "@concordat/json";
import { afterAll, expect, test } from "vitest";
import { createValidator } from "../create-validator.ts";
import type { Validate } from "../problems/problem.ts";
import { emitSupport, emitValidator } from "./emit-validator.ts";

const folder = mkdtempSync(join(tmpdir(), "concordat-hostile-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const command = "npm run codegen";
writeFileSync(join(folder, "support.mjs"), emitSupport(command));

class Point {
  readonly x = 1;
  get y() {
    return 2;
  }
}
const sparse: unknown[] = [];
sparse[3] = 1;
const withGetter = Object.defineProperty({}, "x", { get: () => 1, enumerable: true });
const hidden = Object.defineProperty({}, "x", { value: 1, enumerable: false });
const inherited = Object.create({ x: 1 });
const nothing = Object.assign(Object.create(null), { x: 1 });
const cyclic: Record<string, unknown> = { x: 1 };
cyclic.self = cyclic;

const values: readonly (readonly [string, unknown])[] = [
  ["a sparse array", sparse],
  ["a member that is read", withGetter],
  ["a member that is not listed", hidden],
  ["a member that is inherited", inherited],
  ["an object without a prototype", nothing],
  ["an instance", new Point()],
  ["a date", new Date(0)],
  ["a map", new Map([["x", 1]])],
  ["a set", new Set([1])],
  ["a proxy", new Proxy({ x: 1 }, {})],
  ["a proxy of an array", new Proxy([1, 1], {})],
  ["bytes", new Uint8Array([1, 1])],
  ["a boxed number", Object(1)],
  ["a boxed text", Object("ab")],
  ["a BigInt", 1n],
  ["a symbol", Symbol("x")],
  ["a function", () => 1],
  ["not a number", Number.NaN],
  ["infinity", Number.NEGATIVE_INFINITY],
  ["minus zero", -0],
  ["a lone surrogate", "\ud800"],
  ["surrogates the wrong way round", "\udc00\ud800"],
  ["undefined", undefined],
  ["a member that is undefined", { x: undefined }],
  ["items that are undefined", [undefined, undefined]],
  ["a member under a symbol", { [Symbol("x")]: 1 }],
  ["what writes itself as something else", { toJSON: () => ({ x: 1 }) }],
  ["a prototype under its name", JSON.parse('{"__proto__":{"x":1}}')],
  ["a circle", cyclic],
  ["a hundred thousand items", Array.from({ length: 100_000 }, (_, index) => index % 7)],
  ["nested values", { x: { x: [new Point(), 1n, { x: Number.NaN }] } }],
  ["an array with members", Object.assign([1], { x: 1 })],
  ["a large number", 1e308],
];

const schemas: readonly Json[] = [
  ...["null", "boolean", "integer", "number", "string", "array", "object"].map((type) => ({ type })),
  { minimum: 0 },
  { exclusiveMaximum: 0 },
  { multipleOf: 0.1 },
  { multipleOf: 7 },
  { const: 0 },
  { const: { x: 1 } },
  { const: [1, 1] },
  { enum: [0, 1, null, "x", { x: 1 }] },
  { minLength: 2 },
  { maxLength: 1 },
  { pattern: "^.$" },
  { format: "date-time" },
  { minItems: 3 },
  { maxItems: 1 },
  { uniqueItems: true },
  { items: { type: "integer" } },
  { items: false },
  { prefixItems: [{ type: "integer" }], items: false },
  { contains: { const: 1 } },
  { contains: { type: "number" }, maxContains: 1 },
  { required: ["x"] },
  { properties: { x: { type: "integer" } } },
  { properties: { x: false } },
  { properties: { x: {} }, additionalProperties: false },
  { properties: { x: {} }, unevaluatedProperties: false },
  { patternProperties: { "^x$": { type: "integer" } } },
  { propertyNames: { maxLength: 0 } },
  { minProperties: 1 },
  { maxProperties: 0 },
  { dependentRequired: { x: ["y"] } },
  { type: "object", required: ["toString"], properties: { constructor: { type: "object" } } },
  { not: { type: ["object", "array"] } },
  {
    $ref: "#/$defs/deep",
    $defs: { deep: { properties: { x: { $ref: "#/$defs/deep" } }, items: { $ref: "#/$defs/deep" } } },
  },
];

test.each(schemas.map((schema) => [JSON.stringify(schema), schema] as const))(
  "values that are no JSON are judged alike by both validators: %s",
  async (_, schema) => {
    const live = createValidator(schema);
    const file = join(folder, `${schemas.indexOf(schema)}.mjs`);
    writeFileSync(file, emitValidator(schema, { command, supportFrom: "./support.mjs" }));
    const { validate } = (await import(pathToFileURL(file).href)) as { readonly validate: Validate };
    for (const [what, value] of values) {
      const outcome = (judge: Validate) => {
        try {
          const verdict = judge(value);
          return verdict.valid
            ? "valid"
            : verdict.problems.map(({ pointer, message }) => `${pointer} ${message}`);
        } catch (error) {
          return `throws ${(error as Error).name}`;
        }
      };
      expect.soft({ what, is: outcome(validate) }).toEqual({ what, is: outcome(live) });
    }
  },
);

test("what nests four times as deep as any text that is read is judged alike", async () => {
  const schema = { properties: { x: { $ref: "#" } }, additionalProperties: false };
  const live = createValidator(schema);
  const file = join(folder, "deep.mjs");
  writeFileSync(file, emitValidator(schema, { command, supportFrom: "./support.mjs" }));
  const { validate } = (await import(pathToFileURL(file).href)) as { readonly validate: Validate };
  for (const depth of [256, 1000]) {
    let good: unknown = {};
    let bad: unknown = { y: 1 };
    for (let level = 0; level < depth; level += 1) {
      good = { x: good };
      bad = { x: bad };
    }
    expect(validate(good).valid).toBe(live(good).valid);
    expect(validate(bad).valid).toBe(live(bad).valid);
  }
});
