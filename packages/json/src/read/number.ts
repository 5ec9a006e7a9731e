import { jsonErrors } from "../errors.ts";
import { positionAt } from "../position.ts";
import { type Cursor, peek, readWord, take } from "./cursor.ts";
import { clip, clipBare } from "./quoting.ts";
import { syntaxError, unexpected } from "./unexpected.ts";

/** Stands on a digit or a minus sign. */
export function readNumber(cursor: Cursor): number {
  const start = cursor.offset;
  take(cursor, "-");
  readWholePart(cursor);
  const wholeEnd = cursor.offset;
  if (take(cursor, ".")) readDigits(cursor, "a digit after the decimal point");
  if (take(cursor, "e") || take(cursor, "E")) {
    if (!take(cursor, "+")) take(cursor, "-");
    readDigits(cursor, "a digit of the exponent");
  }
  const literal = cursor.text.slice(start, cursor.offset);
  const value = Number(literal);
  const place = () => positionAt(cursor.text, start);
  if (!Number.isFinite(value)) throw jsonErrors.JSON_NUMBER_RANGE({ ...place(), literal: clipBare(literal) });
  // A fraction or an exponent says "a measured number", of which rounding is expected; bare digits say "this integer".
  if (cursor.offset === wholeEnd && !Number.isSafeInteger(value) && BigInt(literal) !== BigInt(value))
    throw jsonErrors.JSON_UNSAFE_INTEGER({ ...place(), literal: clipBare(literal), nearest: spell(value) });
  return value;
}

function readWholePart(cursor: Cursor): void {
  const start = cursor.offset;
  if (!take(cursor, "0")) {
    readDigits(cursor, "a digit");
    return;
  }
  const isOtherBase = /^[xob]/i.test(readWord(cursor));
  if (!isOtherBase && !isDigit(peek(cursor))) return;
  cursor.offset = start;
  const found = clip(readWord(cursor));
  throw isOtherBase
    ? syntaxError(cursor, {
        found,
        expected: "a decimal number",
        advice: "write the number in decimal digits",
      })
    : syntaxError(cursor, { found, expected: "no leading zero", advice: "drop the leading zeros" });
}

function readDigits(cursor: Cursor, expected: string): void {
  if (!isDigit(peek(cursor))) throw unexpected(cursor, "digit", expected);
  while (isDigit(peek(cursor))) cursor.offset += 1;
}

function isDigit(character: string): boolean {
  return character >= "0" && character <= "9";
}

/** All digits, also where `String` would turn to an exponent. */
function spell(value: number): string {
  return clipBare(BigInt(value).toString());
}
