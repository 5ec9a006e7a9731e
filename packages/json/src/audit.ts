import { isArray, type Json } from "./json.ts";
import { literalLengths } from "./literal-lengths.ts";
import { isWellFormed } from "./well-formed.ts";

/**
 * Proves that the engine's parser lost nothing: no duplicate name, no rounded integer, no overflow, no lone
 * surrogate, no nesting beyond the limit. `false` means "not proved" and nothing worse; the exact reader then decides.
 *
 * Where a name stood twice, the parser dropped a member, so duplicates are proved absent by measuring: first lengths,
 * which is quick and works for texts without white space; then the number of strings.
 */
export function isStrict(text: string, value: Json, maxDepth: number): boolean {
  if (!isWellFormed(text)) return false;
  const extra = lengthOfEscapes(text);
  if (extra === undefined) return false;
  const isProvedByLength =
    !isPrettyPrinted(text) &&
    !extra.hasSurrogate &&
    literalLengths(value, maxDepth) + extra.length === text.length;
  if (isProvedByLength) return true;
  return (
    countStringsOfText(text) === countStringsOfValue(value, maxDepth) &&
    !(extra.hasSurrogate && hasSurrogateEscape(JSON.stringify(value)))
  );
}

/** Then its length says nothing, and need not be counted. */
function isPrettyPrinted(text: string): boolean {
  return text.charCodeAt(1) <= 0x20;
}

const noEscapes = { length: 0, hasSurrogate: false };

/**
 * How much longer escapes make a text that is known to parse.
 *
 * `undefined` where a name has an escape. The V8 of Node 24 may read such a name as another one that it met before:
 * `"\n"` as a backslash (https://issues.chromium.org/issues/521080746).
 */
function lengthOfEscapes(text: string): { length: number; hasSurrogate: boolean } | undefined {
  let at = text.indexOf("\\");
  if (at < 0) return noEscapes;
  const extra = { length: 0, hasSurrogate: false };
  while (at >= 0) {
    let next = at;
    let closing: number;
    // To the end of the string in which the backslash stands.
    do {
      const isUnicode = text.charCodeAt(next + 1) === letterU;
      extra.length += isUnicode ? 5 : 1;
      if (isUnicode && (text.charCodeAt(next + 2) | 0x20) === letterD) extra.hasSurrogate = true;
      next += isUnicode ? 6 : 2;
      closing = text.indexOf('"', next);
      next = text.indexOf("\\", next);
    } while (next >= 0 && next < closing);
    if (isName(text, closing)) return undefined;
    at = next;
  }
  return extra;
}

const letterU = 0x75;
const letterD = 0x64;

/** How many strings stand in a text that is known to parse. Hopping from quote to quote is the fastest scan. */
function countStringsOfText(text: string): number {
  let count = 0;
  let nextEscape = indexOrEnd(text, "\\", 0);
  for (let opening = text.indexOf('"'); opening >= 0; count++) {
    let closing = text.indexOf('"', opening + 1);
    if (nextEscape < closing) {
      closing = closingQuote(text, nextEscape);
      nextEscape = indexOrEnd(text, "\\", closing);
    }
    opening = text.indexOf('"', closing + 1);
  }
  return count;
}

function indexOrEnd(text: string, character: string, from: number): number {
  const index = text.indexOf(character, from);
  return index < 0 ? text.length : index;
}

/** The end of the string in which the given backslash stands. */
function closingQuote(text: string, backslash: number): number {
  let at = backslash;
  while (text.charAt(at) !== '"') at += text.charAt(at) === "\\" ? 2 : 1;
  return at;
}

function isName(text: string, closingQuote: number): boolean {
  let at = closingQuote + 1;
  while (" \t\n\r".includes(text.charAt(at)) && at < text.length) at += 1;
  return text.charAt(at) === ":";
}

/** From here on, whole doubles lie two or more apart, so an integer of the text may have been rounded. */
const firstUnsafe = 2 ** 53;

/** Names and string values together; NaN where a number or the depth is not proved. */
function countStringsOfValue(value: Json, levelsLeft: number): number {
  if (typeof value === "string") return 1;
  if (typeof value === "number") return -firstUnsafe < value && value < firstUnsafe ? 0 : Number.NaN;
  if (typeof value !== "object" || value === null) return 0;
  if (levelsLeft <= 0) return Number.NaN;
  const children = isArray(value) ? value : Object.values(value);
  let count = isArray(value) ? 0 : children.length;
  for (const child of children) count += countStringsOfValue(child, levelsLeft - 1);
  return count;
}

/**
 * `JSON.stringify` writes surrogate pairs raw and only lone halves as escapes, so an escape that is left in its
 * output means trouble (or an escaped backslash before a "ud", which costs no more than the exact reader's time).
 */
function hasSurrogateEscape(text: string): boolean {
  return text.includes("\\ud") || text.includes("\\uD");
}
