import type { Json } from "@concordat/json";
import { prepareSchema } from "./compile/compile-schema.ts";
import type { CompileOptions } from "./compile/options.ts";

/**
 * Refuses what could not be compiled, and compiles nothing: the meta-schema has its say, and every reference must lead
 * somewhere.
 *
 * @throws {SchemaError} for a reference that leads nowhere or around in a circle
 * @throws {ValidatorError} SCHEMA_INVALID, SCHEMA_REGEX_SYNTAX, SCHEMA_FORMAT_UNKNOWN
 */
export function requireValidSchema(schema: Json, options: CompileOptions = {}): void {
  prepareSchema(schema, options);
}
