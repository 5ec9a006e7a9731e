import type { Json } from "@concordat/json";
import { compilePrepared, prepareSchema } from "./compile/compile-schema.ts";
import type { CompileOptions } from "./compile/options.ts";
import type { Validate, Verdict } from "./problems/problem.ts";
import { collectProblems } from "./support/collect-problems.ts";
import type { RawProblem } from "./support/raw-problem.ts";

export type ValidatorOptions = CompileOptions & {
  /** How many problems a verdict lists. Default 20; past 100 in one list nothing more is gathered. */
  readonly maxErrors?: number;
};

/**
 * Turns a schema into a function that judges values. Ajv does the work; what it gets is the schema made simple
 * (`lowerSchema`), so that verdicts are those of the specification rather than of Ajv where the two differ.
 *
 * Nothing is fetched, nothing in the value is changed, and equal schemas yield independent validators. A million
 * problems cost no more than a hundred: looking ends early, the verdict does not.
 *
 * @throws {SchemaError} for a reference that leads nowhere or around in a circle
 * @throws {ValidatorError} SCHEMA_INVALID, SCHEMA_REGEX_SYNTAX, SCHEMA_FORMAT_UNKNOWN
 */
export function createValidator(schema: Json, options: ValidatorOptions = {}): Validate {
  const check = compilePrepared(prepareSchema(schema, options), options.matcher);
  const most = options.maxErrors ?? 20;
  return (value) => {
    if (check(value)) return accepted;
    const problems = collectProblems((check.errors ?? []) as unknown as RawProblem[], most);
    check.errors = null;
    return { valid: false, problems };
  };
}

const accepted: Verdict = Object.freeze({ valid: true });
