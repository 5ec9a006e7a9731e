import type { ContractVersion } from "@concordat/contracts";
import type { FindingPlace } from "@concordat/errors";
import { isArray, isObject, type Json, type JsonDocument, type TextRange, valueAt } from "@concordat/json";

/**
 * Where a pointer stands in the text of a contract. A short value is its own place; for an object or an array the name
 * says it better than a page full of carets, or the opening bracket where there is none. What is not there leads to the
 * nearest above it.
 */
export function placeIn(contract: ContractVersion, pointer: string, on?: "name" | "value"): FindingPlace {
  return { ...placeInText(contract.file, contract.source, pointer, on), contract: contract.id };
}

export function placeInText(
  file: string,
  source: JsonDocument,
  pointer: string,
  on?: "name" | "value",
): FindingPlace {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf("/"))) {
    const found = source.locate(at);
    if (found !== undefined) {
      const isLong = isCompound(valueAt(source.value, at));
      const prefersName = on === undefined ? at !== pointer || isLong : on === "name";
      const range = (prefersName ? found.name : undefined) ?? (isLong ? bracketOf(found.value) : found.value);
      return { file, pointer, range };
    }
    if (at === "") return { file, pointer };
  }
}

function isCompound(value: Json | undefined): boolean {
  return value !== undefined && (isArray(value) || isObject(value));
}

/** Where a long value begins. */
function bracketOf({ start }: TextRange): TextRange {
  return { start, end: { ...start, column: start.column + 1, offset: start.offset + 1 } };
}
