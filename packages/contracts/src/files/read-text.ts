import { type Finding, type FindingPlace, findingOf } from "@concordat/errors";
import { type JsonDocument, JsonError, parseJsonDocument } from "@concordat/json";

/** A schema nests two levels of JSON a level of data, and lint, which counts the latter, must get to see it. */
const deepest = 256;

/** Parses a file's bytes strictly; a text that is no JSON becomes a finding at the offending line and column. */
export function parseFile(
  bytes: Uint8Array,
  file: string,
  { maxBytes }: { readonly maxBytes: number },
): JsonDocument | Finding {
  try {
    return parseJsonDocument(bytes, { maxBytes, maxDepth: deepest });
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return findingOf(error, { rule: "json", at: placeOfJsonError(error, file) });
  }
}

export function isFinding(value: object): value is Finding {
  return "severity" in value;
}

/** Codes that concern the text as a whole, its length for one, carry no position. */
export function placeOfJsonError(error: JsonError, file: string): FindingPlace {
  const { line, column, offset } = error.params;
  if (typeof line !== "number" || typeof column !== "number" || typeof offset !== "number") return { file };
  const position = { line, column, offset };
  return { file, range: { start: position, end: position } };
}
