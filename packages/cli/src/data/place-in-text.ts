import type { FindingPlace } from "@concordat/errors";
import { isArray, isObject, type JsonDocument, type TextRange, valueAt } from "@concordat/json";
import type { Trouble } from "./trouble.ts";

/**
 * The range to put carets under. A short value is its own place; an object or array is shown by its name, and the root
 * by its first character, since a page full of carets shows nothing. Where the name is what is wrong, it is shown.
 */
export function rangeAt(
  document: JsonDocument,
  { pointer, rule }: Pick<Trouble, "pointer" | "rule">,
): NonNullable<FindingPlace["range"]> | undefined {
  const found = document.locate(pointer);
  if (found === undefined) return undefined;
  if (rule === "unknown-member" && found.name !== undefined) return found.name;
  const value = valueAt(document.value, pointer) ?? null;
  if (!isArray(value) && !isObject(value)) return found.value;
  return found.name ?? firstCharacter(found.value);
}

function firstCharacter({ start }: TextRange): TextRange {
  return { start, end: { ...start, column: start.column + 1, offset: start.offset + 1 } };
}
