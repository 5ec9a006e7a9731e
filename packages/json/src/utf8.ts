import { decodeLeniently } from "./decode-leniently.ts";
import { jsonErrors } from "./errors.ts";
import { positionAt } from "./position.ts";

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

/** What a lenient decoder puts in the place of everything that is no UTF-8. */
const replacement = "\ufffd";

/** The text without a byte order mark; `JSON_ENCODING` names the first byte that is not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  const otherEncoding = recogniseOtherEncoding(bytes);
  if (otherEncoding !== undefined)
    throw jsonErrors.JSON_ENCODING({ offset: 0, line: 1, column: 1, found: otherEncoding });
  if (decodeLeniently !== undefined) {
    const text = decodeLeniently(bytes);
    if (!text.includes(replacement)) return text.charCodeAt(0) === byteOrderMark ? text.slice(1) : text;
  }
  try {
    return strictUtf8.decode(bytes);
  } catch (cause) {
    const flaw = findFlaw(bytes);
    if (flaw === undefined) throw cause;
    const before = strictUtf8.decode(bytes.subarray(0, flaw.offset));
    const { line, column } = positionAt(before, before.length);
    throw jsonErrors.JSON_ENCODING({ offset: flaw.offset, line, column, found: flaw.found }, { cause });
  }
}

const byteOrderMark = 0xfeff;

export function byteLength(text: string): number {
  let bytes = text.length;
  for (let offset = 0; offset < text.length; offset++) {
    const unit = text.charCodeAt(offset);
    // Two units of a surrogate pair make four bytes, so each unit adds one byte; any other unit from U+0800 adds two.
    if (unit > 0x7f) bytes += unit < 0x800 || isSurrogate(unit) ? 1 : 2;
  }
  return bytes;
}

export function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

/**
 * The first character of a JSON text is ASCII, so a zero among the first two bytes of an even number of them is
 * UTF-16 or UTF-32. An odd number of them is neither, but a stray NUL, which the parser will point at.
 */
function recogniseOtherEncoding(bytes: Uint8Array): string | undefined {
  const first = bytes[0];
  const second = bytes[1];
  if (first === 0xff && second === 0xfe) return "UTF-16 or UTF-32 with a byte order mark";
  if (first === 0xfe && second === 0xff) return "UTF-16 with a byte order mark";
  if ((first !== 0 && second !== 0) || bytes.length % 2 !== 0 || bytes.length === 0) return undefined;
  return "UTF-16 or UTF-32 without a byte order mark";
}

type Flaw = { readonly offset: number; readonly found: string };

/** Well-formed sequences by their first byte, as in the Unicode standard, table 3-7. */
const sequences: readonly { from: number; to: number; length: number; second: readonly [number, number] }[] =
  [
    { from: 0x00, to: 0x7f, length: 1, second: [0, 0] },
    { from: 0xc2, to: 0xdf, length: 2, second: [0x80, 0xbf] },
    { from: 0xe0, to: 0xe0, length: 3, second: [0xa0, 0xbf] },
    { from: 0xe1, to: 0xec, length: 3, second: [0x80, 0xbf] },
    { from: 0xed, to: 0xed, length: 3, second: [0x80, 0x9f] },
    { from: 0xee, to: 0xef, length: 3, second: [0x80, 0xbf] },
    { from: 0xf0, to: 0xf0, length: 4, second: [0x90, 0xbf] },
    { from: 0xf1, to: 0xf3, length: 4, second: [0x80, 0xbf] },
    { from: 0xf4, to: 0xf4, length: 4, second: [0x80, 0x8f] },
  ];

function findFlaw(bytes: Uint8Array): Flaw | undefined {
  for (let offset = 0; offset < bytes.length; ) {
    const length = wellFormedLength(bytes, offset);
    if (length === 0) return { offset, found: describeFlaw(bytes, offset) };
    offset += length;
  }
  return undefined;
}

/** The length of the sequence that begins here, 0 where it is ill-formed. */
function wellFormedLength(bytes: Uint8Array, offset: number): number {
  const lead = bytes[offset] ?? 0;
  const sequence = sequences.find(({ from, to }) => from <= lead && lead <= to);
  if (sequence === undefined) return 0;
  for (let nth = 1; nth < sequence.length; nth++) {
    const [low, high] = nth === 1 ? sequence.second : [0x80, 0xbf];
    const byte = bytes[offset + nth] ?? 0;
    if (byte < low || byte > high) return 0;
  }
  return sequence.length;
}

function describeFlaw(bytes: Uint8Array, offset: number): string {
  const [lead = 0, second = 0] = bytes.subarray(offset, offset + 2);
  const name = `byte 0x${lead.toString(16).toUpperCase().padStart(2, "0")}`;
  const continued = second >= 0x80 && second <= 0xbf;
  if (lead < 0xc0) return `${name}, which continues a character that never began`;
  if (lead < 0xc2) return `${name}, which begins an overlong form`;
  if (lead === 0xe0 && continued && second < 0xa0) return `${name}, which begins an overlong form`;
  if (lead === 0xf0 && continued && second < 0x90) return `${name}, which begins an overlong form`;
  if (lead === 0xed && continued && second > 0x9f) return `${name}, which begins a surrogate half`;
  if (lead > 0xf4 || (lead === 0xf4 && continued && second > 0x8f))
    return `${name}, which lies outside of Unicode`;
  return `${name}, which begins a character that is cut short`;
}
