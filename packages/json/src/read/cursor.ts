import { positionAt, type TextPosition } from "../position.ts";

/** How far the exact reader has come. */
export type Cursor = {
  readonly text: string;
  readonly maxDepth: number;
  /** The next unit to read. */
  offset: number;
  /** Offsets of the brackets that still wait for their partner, outermost first. */
  readonly openBrackets: number[];
};

/** The character here, by code unit; empty at the end. */
export function peek({ text, offset }: Cursor): string {
  return text.charAt(offset);
}

/** Steps over the character if it is the one asked for. */
export function take(cursor: Cursor, character: string): boolean {
  if (peek(cursor) !== character) return false;
  cursor.offset += 1;
  return true;
}

/** JSON's white space is these four characters and no other. */
export function skipWhiteSpace(cursor: Cursor): void {
  const { text } = cursor;
  for (;;) {
    const unit = text.charCodeAt(cursor.offset);
    if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return;
    cursor.offset += 1;
  }
}

export function here({ text, offset }: Cursor): TextPosition {
  return positionAt(text, offset);
}

/**
 * Letters and digits up to the next character that is neither: a literal, or what its writer took for one. A word
 * longer than any literal need not be read to its end to be wrong.
 */
export function readWord({ text, offset }: Cursor): string {
  return /^[\p{L}\p{N}_$]+/u.exec(text.slice(offset, offset + 64))?.[0] ?? "";
}
