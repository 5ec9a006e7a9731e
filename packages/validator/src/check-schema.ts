import type { Json } from "@concordat/json";
import { checkSchema, lowerChecked } from "./compile/compile-schema.ts";
import { mayBeRefused } from "./compile/lower.ts";
import type { CompileOptions } from "./compile/options.ts";

/**
 * Refuses what could not be compiled, and compiles nothing: the meta-schema has its say, and every reference must lead
 * somewhere.
 *
 * @throws {SchemaError} for a reference that leads nowhere or around in a circle
 * @throws {ValidatorError} SCHEMA_INVALID, SCHEMA_REGEX_SYNTAX, SCHEMA_FORMAT_UNKNOWN
 */
export function requireValidSchema(schema: Json, options: CompileOptions = {}): void {
  const checked = checkSchema(schema, options);
  const { formats = "assert", unknownFormats = "ignore" } = options;
  if (mayBeRefused(checked.reach.schemas, { formats, unknownFormats })) lowerChecked(checked, options);
}
