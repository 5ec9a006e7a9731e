import { sample } from "@concordat/compat";
import type { Json } from "@concordat/json";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createProgram, literalOf } from "../testing/compile.ts";
import { arbitrarySchema } from "../testing/schema-arbitrary.ts";
import { generateTypes } from "./generate-types.ts";

const seed = 20261126;

test("whatever a schema says, its types compile and take every sample of it", () => {
  const schemas = fc.sample(arbitrarySchema(), { numRuns: 250, seed });
  const program = createProgram();
  for (const [index, schema] of schemas.entries()) {
    const { samples } = sample(schema, { n: 6, budget: 20_000 });
    const values = samples.map((value, at) => `const value${at}: Root = ${literalOf(value)};`);
    const types = generateTypes(schema, { name: "Root" });
    program.add(`schema${index}.ts`, [types, ...values].join("\n"));
  }

  expect(program.complaints().map((complaint) => `${complaint} ${schemaOf(complaint, schemas)}`)).toEqual([]);
});

function schemaOf(complaint: string, schemas: readonly Json[]): string {
  return JSON.stringify(schemas[Number(/\d+/.exec(complaint)?.[0])]);
}

test("the same holds where undeclared members are refused, for the values that have none", () => {
  const schemas = fc.sample(arbitrarySchema(), { numRuns: 100, seed });
  const program = createProgram();
  for (const [index, schema] of schemas.entries())
    program.add(
      `schema${index}.ts`,
      generateTypes(schema, { name: "Root", unknownMembers: "undeclared-refused" }),
    );

  expect(program.complaints()).toEqual([]);
});

test("the same schema gives the same text", () => {
  const schemas: readonly Json[] = fc.sample(arbitrarySchema(), { numRuns: 50, seed });
  for (const schema of schemas)
    expect(generateTypes(schema, { name: "Root" })).toBe(
      generateTypes(structuredClone(schema), { name: "Root" }),
    );
});
