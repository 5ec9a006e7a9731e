import { jsonErrors } from "../errors.ts";
import { positionAt } from "../position.ts";
import { isSurrogate } from "../utf8.ts";
import { isWellFormed } from "../well-formed.ts";
import { type Cursor, here, peek } from "./cursor.ts";
import { codePointName } from "./quoting.ts";
import { syntaxError, unexpected } from "./unexpected.ts";

const quote = 0x22;
const backslash = 0x5c;

/** Stands on the opening quote, ends behind the closing one. */
export function readString(cursor: Cursor): string {
  const { text } = cursor;
  const opening = cursor.offset;
  cursor.offset += 1;
  for (let value = ""; ; ) {
    value += readPlainRun(cursor);
    const unit = text.charCodeAt(cursor.offset);
    if (unit === quote) {
      cursor.offset += 1;
      return value;
    }
    if (unit === backslash) value += readEscape(cursor, opening);
    else if (isSurrogate(unit)) value += readRawPair(cursor);
    else throw unclosed(cursor, opening);
  }
}

/** Everything that stands for itself and cannot be half of something. */
function readPlainRun(cursor: Cursor): string {
  const { text, offset: start } = cursor;
  for (;;) {
    const unit = text.charCodeAt(cursor.offset);
    const isPlain = unit >= 0x20 && unit !== quote && unit !== backslash && !isSurrogate(unit);
    if (!isPlain) return text.slice(start, cursor.offset);
    cursor.offset += 1;
  }
}

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

function readEscape(cursor: Cursor, opening: number): string {
  const { text, offset } = cursor;
  const letter = text.charAt(offset + 1);
  if (letter === "u") return readUnicodeEscapes(cursor, opening);
  const character = shortEscapes.get(letter);
  if (character === undefined) {
    if (letter === "") throw unclosed({ ...cursor, offset: text.length }, opening);
    const escaped = String.fromCodePoint(text.codePointAt(offset + 1) ?? 0);
    throw syntaxError(cursor, {
      found: escaped < " " ? `a backslash before ${codePointName(escaped)}` : `the escape \\${escaped}`,
      expected: 'one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u',
      advice: "double the backslash if it is meant",
    });
  }
  cursor.offset += 2;
  return character;
}

/** One escape, or the two of a surrogate pair. */
function readUnicodeEscapes(cursor: Cursor, opening: number): string {
  const { text, offset: start } = cursor;
  const first = readUnicodeEscape(cursor, opening);
  if (isWellFormed(first)) return first;
  if (text.startsWith("\\u", cursor.offset)) {
    const pair = first + readUnicodeEscape(cursor, opening);
    if (pair.length === 2 && isWellFormed(pair)) return pair;
  }
  throw jsonErrors.JSON_SURROGATE({ ...positionAt(text, start), found: text.slice(start, start + 6) });
}

function readUnicodeEscape(cursor: Cursor, opening: number): string {
  const { text, offset } = cursor;
  const digits = /^[0-9a-fA-F]*/.exec(text.slice(offset + 2, offset + 6))?.[0] ?? "";
  const end = offset + 2 + digits.length;
  if (digits.length < 4) {
    if (end >= text.length) throw unclosed({ ...cursor, offset: text.length }, opening);
    throw syntaxError(cursor, {
      found: `the escape \\u${digits}`,
      expected: "four hexadecimal digits behind \\u",
      advice: "complete the escape, as in \\u0041",
    });
  }
  cursor.offset = end;
  return String.fromCharCode(Number.parseInt(digits, 16));
}

/** Only a string input can hold half of a pair: decoding bytes has refused it already. */
function readRawPair(cursor: Cursor): string {
  const pair = cursor.text.slice(cursor.offset, cursor.offset + 2);
  if (!isWellFormed(pair)) {
    throw jsonErrors.JSON_SURROGATE({ ...here(cursor), found: codePointName(peek(cursor)) });
  }
  cursor.offset += 2;
  return pair;
}

function unclosed(cursor: Cursor, opening: number): Error {
  const { line, column } = positionAt(cursor.text, opening);
  return unexpected(
    cursor,
    "closing quote",
    `the closing quote of the string that begins at line ${line}, column ${column}`,
  );
}
