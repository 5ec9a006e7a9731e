import { isObject, type Json } from "@concordat/json";
import { type Dialect, dialectOf, metaSchemaOf } from "@concordat/schema";
import { createValidator, type Validate } from "@concordat/validator";
import { sayable } from "./sayable.ts";
import type { Candidate, Instance, Specimen } from "./specimen.ts";

/**
 * Keeps of a candidate what can be believed: valid instances that our validator accepts, invalid ones that it refuses
 * for a reason that a type can express. No specimen where the schema cannot be compiled without asking the network, or
 * where nothing is left to show.
 */
export function judge({ schema, dialect, ...candidate }: Candidate): Specimen | undefined {
  const inForce = dialectIn(schema) ?? dialect ?? "2020-12";
  const named = withDialect(schema, inForce);
  const says = compiled(named, inForce);
  const sayableSays = compiled(sayable(named, inForce), inForce);
  if (says === undefined || sayableSays === undefined) return undefined;
  const valid = candidate.valid.filter(({ value }) => says(value).valid);
  const invalid = candidate.invalid.filter(({ value }) => !says(value).valid && !sayableSays(value).valid);
  const lost = valid.find(({ value }) => !sayableSays(value).valid);
  if (lost !== undefined)
    throw new Error(`${candidate.name}: what a type can say refuses ${lost.name}, which the schema accepts`);
  return valid.length + invalid.length === 0
    ? undefined
    : { name: candidate.name, schema: named, valid: distinct(valid), invalid: distinct(invalid) };
}

/** The dialect that the schema itself names, if it is one that we know. */
export function dialectIn(schema: Json): Dialect | undefined {
  const named = isObject(schema) ? schema.$schema : undefined;
  return typeof named === "string" ? dialectOf(named) : undefined;
}

/** Said in the specification's own spelling, which not every author hits. */
export function withDialect(schema: Json, dialect: Dialect): Json {
  return isObject(schema) ? { ...schema, $schema: metaSchemaOf(dialect) } : schema;
}

/** Nothing where it cannot be judged: a reference leads outside, a pattern is no ECMAScript, a keyword is misspelt. */
export function compiled(schema: Json, dialect: Dialect): Validate | undefined {
  try {
    return createValidator(schema, { dialect, formats: "annotate", maxErrors: 1 });
  } catch {
    return undefined;
  }
}

function distinct(instances: readonly Instance[]): readonly Instance[] {
  return [...new Map(instances.map((each) => [JSON.stringify(each.value), each])).values()];
}
