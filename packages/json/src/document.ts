import type { Json } from "./json.ts";
import { arrayIndex, parsePointer } from "./pointer.ts";
import { createLineTable, type TextPosition, type TextRange } from "./position.ts";
import type { LocatedValue, Span } from "./read/exactly.ts";

/** A value together with the text that it was read from. */
export type JsonDocument = {
  readonly value: Json;
  /** What `offset` counts in: the decoded text without a byte order mark. */
  readonly text: string;
  /**
   * Where the value at a JSON Pointer stands, `undefined` where there is none. The first call reads the text once
   * more and remembers all places; those who never ask pay nothing.
   */
  locate(pointer: string): JsonLocation | undefined;
};

export type JsonLocation = {
  readonly value: TextRange;
  /** The member's name, quotes included; absent for the root and for array elements. */
  readonly name?: TextRange;
};

export function createDocument(text: string, value: Json, readPlaces: () => LocatedValue): JsonDocument {
  let places: { root: LocatedValue; positionOf: (offset: number) => TextPosition } | undefined;
  return {
    value,
    text,
    locate(pointer) {
      const tokens = parsePointer(pointer);
      if (tokens === undefined) return undefined;
      places ??= { root: readPlaces(), positionOf: createLineTable(text) };
      const { root, positionOf } = places;
      const found = tokens.reduce<LocatedValue | undefined>(childOf, root);
      if (found === undefined) return undefined;
      const range = ({ start, end }: Span): TextRange => ({ start: positionOf(start), end: positionOf(end) });
      return { value: range(found), ...(found.name && { name: range(found.name) }) };
    },
  };
}

function childOf(parent: LocatedValue | undefined, token: string): LocatedValue | undefined {
  return parent?.members?.get(token) ?? parent?.items?.[arrayIndex(token) ?? -1];
}
