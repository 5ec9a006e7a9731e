import { isConcordatError } from "@concordat/errors";
import { appendToPointer, isObject } from "@concordat/json";
import { checkPattern, type PatternEngine, printPattern } from "@concordat/validator";
import type { Remark } from "./remark.ts";
import type { SchemaContext } from "./rule.ts";

const engines: readonly PatternEngine[] = ["js", "re2", "python", "java"];

/** What is wrong with the patterns of one schema, as far as it has this code. */
export function* patternRemarks(code: string, { schema, at }: SchemaContext): Generator<Remark> {
  const { pattern, patternProperties } = schema;
  if (typeof pattern === "string") yield* remarksOn(pattern, code, appendToPointer(at, "pattern"), "value");
  if (patternProperties === undefined || !isObject(patternProperties)) return;
  for (const name of Object.keys(patternProperties))
    yield* remarksOn(name, code, appendToPointer(at, "patternProperties", name), "name");
}

function* remarksOn(pattern: string, code: string, at: string, on: "name" | "value"): Generator<Remark> {
  const error = checkPattern(pattern) ?? unprintable(pattern);
  if (error?.code === code) yield { at, on, message: error.message, hint: error.hint };
}

/** A pattern that is fine in itself still has to be said in the words of each engine. */
function unprintable(pattern: string) {
  try {
    for (const engine of engines) printPattern(pattern, engine);
    return undefined;
  } catch (error) {
    if (isConcordatError(error)) return error;
    throw error;
  }
}
