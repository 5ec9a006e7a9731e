import type { JsonDocument, TextRange } from "@concordat/json";
import type { SchemaLocation } from "./location.ts";

/** A place in a text, for a person to look at. */
export type TextPlace = {
  readonly document: string;
  /** The pointer that was found: the one asked for, or the nearest above it that exists. */
  readonly pointer: string;
  /** The member's name where it has one, else the value. */
  readonly range: TextRange;
};

/**
 * Where a schema location stands in the text it was parsed from; `undefined` for a document without text. A place that
 * does not exist (a keyword that should be there and is not) leads to the nearest above it.
 */
export function textPlaceOf(
  { document, pointer }: SchemaLocation,
  texts: ReadonlyMap<string, JsonDocument>,
): TextPlace | undefined {
  const text = texts.get(document);
  for (let at = pointer; text !== undefined; at = at.slice(0, at.lastIndexOf("/"))) {
    const found = text.locate(at);
    if (found !== undefined) return { document, pointer: at, range: found.name ?? found.value };
    if (at === "") return undefined;
  }
  return undefined;
}
