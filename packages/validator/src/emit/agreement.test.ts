import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import type { Json } from "@concordat/json";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { createValidator } from "../create-validator.ts";
import type { Validate } from "../problems/problem.ts";
import { emitSupport, emitValidator } from "./emit-validator.ts";

const folder = mkdtempSync(join(tmpdir(), "concordat-agreement-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const command = "npm run codegen";
const support = join(folder, "support.mjs");
writeFileSync(support, emitSupport(command));

/** Few names and few values, so that keywords meet, and the names that objects inherit among them. */
const name = fc.constantFrom("a", "b", "ab", "b~/", "constructor", "__proto__");
const scalar = fc.constantFrom<Json>(
  null,
  true,
  false,
  0,
  1,
  1.5,
  -2,
  "",
  "a",
  "ab",
  "\u{1f600}",
  "2024-02-29",
);
const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: "small" },
    scalar,
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, undefined),
    fc.array(tie("any"), { maxLength: 4 }),
    members(tie("any")),
  ),
})).any;

const count = fc.nat({ max: 3 });
const schema: fc.Arbitrary<Json> = fc.letrec<{ any: Json }>((tie) => {
  const inner = tie("any");
  const map = members(inner) as fc.Arbitrary<Json>;
  const list = fc.array(inner, { minLength: 1, maxLength: 3 });
  const type = fc.constantFrom("null", "boolean", "integer", "number", "string", "array", "object");
  const names = fc.uniqueArray(name, { minLength: 1, maxLength: 3 });
  const keywords: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })),
    const: value.filter(isJson),
    enum: fc.array(value.filter(isJson), { minLength: 1, maxLength: 15 }),
    minimum: count,
    exclusiveMaximum: count,
    multipleOf: fc.constantFrom(0.5, 2),
    minLength: count,
    maxLength: count,
    pattern: fc.constantFrom("^a", "b$", "\\/"),
    format: fc.constantFrom("date", "regex", "idn-email"),
    minItems: count,
    maxItems: count,
    uniqueItems: fc.boolean(),
    prefixItems: list,
    items: inner,
    contains: inner,
    minContains: count,
    maxContains: count,
    required: names,
    minProperties: count,
    maxProperties: count,
    properties: map,
    patternProperties: fc.dictionary(fc.constantFrom("^a", "o"), inner, { maxKeys: 2 }),
    additionalProperties: inner,
    propertyNames: fc.record({ minLength: count, pattern: fc.constantFrom("a", "^_") }, { requiredKeys: [] }),
    dependentRequired: fc.dictionary(name, names, { maxKeys: 2 }),
    dependentSchemas: fc.dictionary(name, inner, { maxKeys: 2 }),
    allOf: list,
    anyOf: list,
    oneOf: list,
    not: inner,
    if: inner,
    // biome-ignore lint/suspicious/noThenProperty: it is a keyword
    then: inner,
    else: inner,
    $ref: fc.constantFrom("#/$defs/one", "#/$defs/two"),
  };
  const some = fc
    .uniqueArray(fc.constantFrom(...Object.keys(keywords)), { maxLength: 4 })
    .chain((chosen) =>
      fc.record(
        Object.fromEntries(chosen.map((keyword) => [keyword, keywords[keyword] as fc.Arbitrary<unknown>])),
      ),
    );
  return {
    any: fc.oneof({ depthSize: "small", withCrossShrink: true }, fc.boolean(), some as fc.Arbitrary<Json>),
  };
}).any;

const root = fc.tuple(schema, schema, schema).map(([top, one, two]) => ({
  allOf: [top],
  $defs: { one, two: { properties: { b: { $ref: "#/$defs/two" } }, allOf: [two] } },
}));

test("whatever the schema and the value, the emitted validator says what the live one says", {
  timeout: 120_000,
}, async () => {
  let written = 0;
  await fc.assert(
    fc.asyncProperty(root, fc.array(value, { minLength: 12, maxLength: 12 }), async (document, values) => {
      const live = attempt(() => createValidator(document));
      const emitted = attempt(() => emitValidator(document, { command, supportFrom: "./support.mjs" }));
      if (typeof live === "string" || typeof emitted !== "object") return;
      const file = join(folder, `${written++}.mjs`);
      writeFileSync(file, emitted.result);
      const { validate } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
        readonly validate: Validate;
      };
      for (const each of values) expect(validate(each)).toEqual(live.result(each));
    }),
    { numRuns: 150 },
  );
  expect(written).toBeGreaterThan(100);
});

test("what an object inherits is no member of it, whatever it inherits from and whoever tampers with that", async () => {
  const document = { properties: { a: { type: "string" } }, required: ["a"], additionalProperties: false };
  const file = join(folder, "inherited.mjs");
  writeFileSync(file, emitValidator(document, { command, supportFrom: "./support.mjs" }));
  const { validate } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
    readonly validate: Validate;
  };
  const live = createValidator(document);
  class WithGetter {
    get a() {
      return "x";
    }
  }
  const bare = (value: object) => Object.assign(Object.create(null), value);
  const values = [
    new WithGetter(),
    Object.assign(Object.create({ a: "x" }), { b: 1 }),
    Object.defineProperty(Object.create({}), "a", { value: 1 }),
    bare({ a: "x" }),
    bare({ a: 1 }),
    {},
    { a: "x" },
  ];
  const judged = () => values.map((value) => validate(value));

  expect(judged()).toEqual(values.map((value) => live(value)));
  Object.defineProperty(Object.prototype, "a", { value: "x", configurable: true });
  try {
    expect(validate({}).valid).toBe(false);
    expect(validate({ a: "y" }).valid).toBe(true);
  } finally {
    Reflect.deleteProperty(Object.prototype, "a");
  }
});

function attempt<Result>(work: () => Result): { readonly result: Result } | string {
  try {
    return { result: work() };
  } catch (error) {
    return String((error as { readonly code?: string }).code);
  }
}

/** Own members, whatever their names: assigning to `__proto__` would make none. */
function members<Value>(of: fc.Arbitrary<Value>) {
  return fc.array(fc.tuple(name, of), { maxLength: 4 }).map((entries) => Object.fromEntries(entries));
}

/** Neither NaN nor nothing anywhere inside, which texts of schemas cannot say. */
function isJson(candidate: unknown): boolean {
  return candidate !== undefined && isDeepStrictEqual(JSON.parse(JSON.stringify(candidate)), candidate);
}
