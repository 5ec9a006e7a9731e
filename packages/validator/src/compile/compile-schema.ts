import { isConcordatError } from "@concordat/errors";
import type { Json, JsonObject } from "@concordat/json";
import {
  createSchemaGraph,
  type Dialect,
  formatLocation,
  metaSchemaOf,
  SchemaError,
  type SchemaGraph,
} from "@concordat/schema";
import type { AnySchemaObject, ValidateFunction } from "ajv";
import { validatorErrors } from "../errors.ts";
import { collectProblems } from "../support/collect-problems.ts";
import { origin, type RawProblem } from "../support/raw-problem.ts";
import { createAjv } from "./ajv.ts";
import { type Entry, graphOf } from "./graph-of.ts";
import { lowerSchema } from "./lower.ts";
import { metaSchemas } from "./meta-schemas.ts";
import type { CompileOptions, PatternMatcher } from "./options.ts";
import type { Reach } from "./reach.ts";

/** A schema that its meta-schema accepts and whose references lead somewhere. */
export type Checked = Pick<Entry, "graph" | "start"> & { readonly reach: Reach };

/** The schema made ready for Ajv. */
export type Prepared = {
  readonly schema: JsonObject;
  readonly dialect: Dialect;
  readonly unevaluated: boolean;
};

/**
 * @throws {SchemaError} for a reference that leads nowhere or around in a circle
 * @throws {ValidatorError} SCHEMA_INVALID, SCHEMA_REGEX_SYNTAX, SCHEMA_FORMAT_UNKNOWN
 */
export function prepareSchema(root: Json, options: CompileOptions): Prepared {
  const checked = checkSchema(root, options);
  const { newest: dialect, unevaluated } = checked.reach;
  return { schema: lowerChecked(checked, options), dialect, unevaluated };
}

/** @throws {ValidatorError} SCHEMA_REGEX_SYNTAX, SCHEMA_FORMAT_UNKNOWN */
export function lowerChecked(
  { graph, start, reach }: Checked,
  { formats = "assert", unknownFormats = "ignore" }: CompileOptions,
): JsonObject {
  return lowerSchema(graph, start, { dialect: reach.newest, formats, unknownFormats });
}

/**
 * @throws {SchemaError} for a reference that leads nowhere or around in a circle
 * @throws {ValidatorError} SCHEMA_INVALID
 */
export function checkSchema(root: Json, options: CompileOptions): Checked {
  const { graph, start, ...entry } = graphOf(root, options);
  requireValid(root, start.dialect, formatLocation(start.location));
  const reach = entry.reach();
  for (const [document, dialects] of reach.documents) {
    const [dialect, another] = dialects;
    const text = graph.documents.get(document);
    // A document of several dialects is judged where each of its schemas is compiled.
    if (another !== undefined || dialect === undefined || text === undefined || text === root) continue;
    if (!metaSchemas.has(document)) requireValid(text, dialect, document);
  }
  requireFollowable(graph, reach);
  return { graph, start, reach };
}

/** @throws {ValidatorError} SCHEMA_INVALID, with Ajv's words, for what the meta-schema let pass */
export function compilePrepared(prepared: Prepared, matcher?: PatternMatcher): ValidateFunction {
  const { schema, ...how } = prepared;
  return refusedByUs(prepared, () => createAjv({ ...how, matcher }).compile(schema as AnySchemaObject));
}

/** Ajv refuses with errors of its own; to everyone above they are a schema that is invalid. */
export function refusedByUs<Result>({ schema, dialect }: Prepared, compile: () => Result): Result {
  try {
    return compile();
  } catch (cause) {
    // A matcher that cannot run a pattern says so in words of its own.
    if (isConcordatError(cause)) throw cause;
    const at = String(schema[origin] ?? "#");
    const message = cause instanceof Error ? cause.message : String(cause);
    const problem = {
      code: "DATA_INVALID",
      rule: "schema",
      pointer: "",
      schema: at,
      message,
      expected: "a schema",
    } as const;
    throw validatorErrors.SCHEMA_INVALID({ at, dialect, problems: [problem] }, { cause });
  }
}

const fatal = new Set(["SCHEMA_REF_LOOP", "SCHEMA_DIALECT", "SCHEMA_VOCABULARY", "LIMIT_EXPANSION"]);

/** Of what the graph finds, that which leaves no meaning to compile; the rest is for a linter. */
function requireFollowable({ findings }: SchemaGraph, { documents }: Reach): void {
  const found = findings.find(({ code, document }) => fatal.has(code) && documents.has(document));
  if (found === undefined) return;
  const { code, message, hint, document, pointer } = found;
  throw new SchemaError({
    code,
    message,
    hint,
    kind: "input",
    retry: "never",
    params: { document, pointer },
  });
}

/** Judges a schema by the meta-schema of its dialect, in the same words as any other value. */
function requireValid(schema: Json, dialect: Dialect, at: string): void {
  const check = metaValidatorOf(dialect);
  if (check(schema)) return;
  const problems = collectProblems((check.errors ?? []) as unknown as RawProblem[], 20);
  throw validatorErrors.SCHEMA_INVALID({ at, dialect, problems });
}

const metaValidators = new Map<Dialect, ValidateFunction>();

/** Compiled when the first schema of the dialect is judged: tens of milliseconds, once a process. */
function metaValidatorOf(dialect: Dialect): ValidateFunction {
  const known = metaValidators.get(dialect);
  if (known !== undefined) return known;
  const graph = createSchemaGraph(metaSchemas);
  const start = graph.enter(metaSchemaOf(dialect));
  const schema = lowerSchema(graph, start, { dialect, formats: "annotate", unknownFormats: "ignore" });
  const compiled = compilePrepared({ schema, dialect, unevaluated: false });
  metaValidators.set(dialect, compiled);
  return compiled;
}
