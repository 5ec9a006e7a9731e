import type { FieldBytes } from "@concordat/runtime/transport";

/** A list or a text that is none. */
export const nil = -1;

/** More bytes are needed, or they are none that may stand there: `isWrong` tells which. */
export const missing = -2;

const mark = { list: 0x2a, text: 0x24, minus: 0x2d, one: 0x31, zero: 0x30, nine: 0x39, cr: 0x0d, lf: 0x0a };

/** The longest text that a server sends. */
const longestText = 512 * 1_048_576;
const mostItems = 2 ** 32;
const mostDigits = 12;

const nothing = Buffer.alloc(0);

function viewOf({ buffer, byteOffset, length }: Buffer): DataView {
  return new DataView(buffer, byteOffset, length);
}

/**
 * RESP 2 out of a piece of bytes, step by step, without anything being made of it that nobody asked for. A step that is not there as a whole
 * leaves `at` anywhere: whoever takes steps goes back to where the first of them began.
 */
export class RespBytes implements FieldBytes {
  readonly tail = 2;
  bytes: Buffer = nothing;
  /** Of the same bytes. */
  view: DataView = viewOf(nothing);
  at = 0;
  /** After a step that misses something: how many bytes there have to be before it can be there. */
  needed = 0;
  isWrong = false;

  /** Other bytes, from their beginning. */
  begin(bytes: Buffer): void {
    this.bytes = bytes;
    this.view = viewOf(bytes);
    this.at = 0;
  }

  /** The number of items, `nil` or `missing`. */
  list(): number {
    const kind = this.at < this.bytes.length ? this.bytes[this.at] : mark.list;
    // Redis before 7 says of an entry that is gone that it is no text.
    if (kind !== mark.text) return this.#count(mark.list, mostItems);
    const length = this.#count(mark.text, longestText);
    return length === nil || length === missing ? length : this.#wrong();
  }

  /** Where a text begins that is there to its end, or `nil`, or `missing`; `at` is behind it, and it ends two bytes before. */
  text(): number {
    const length = this.#count(mark.text, longestText);
    if (length < 0) return length;
    const { bytes, at } = this;
    const end = at + length;
    if (end + 2 > bytes.length) return this.#short(end + 2);
    if (bytes[end] !== mark.cr || bytes[end + 1] !== mark.lf) return this.#wrong();
    this.at = end + 2;
    return at;
  }

  #count(kind: number, most: number): number {
    const { bytes } = this;
    const { length } = bytes;
    let { at } = this;
    if (at + 4 > length) return at < length && bytes[at] !== kind ? this.#wrong() : this.#short(at + 4);
    if (bytes[at] !== kind) return this.#wrong();
    at += 1;
    let count = 0;
    const first = at;
    for (let byte = bytes[at] as number; byte >= mark.zero && byte <= mark.nine; byte = bytes[at] as number) {
      count = count * 10 + byte - mark.zero;
      at += 1;
      if (count > most || at - first > mostDigits) return this.#wrong();
      if (at + 2 > length) return this.#short(at + 2);
    }
    if (at === first) {
      if (bytes[at] !== mark.minus || bytes[at + 1] !== mark.one) return this.#wrong();
      count = nil;
      at += 2;
      if (at + 2 > length) return this.#short(at + 2);
    }
    if (bytes[at] !== mark.cr || bytes[at + 1] !== mark.lf) return this.#wrong();
    this.at = at + 2;
    return count;
  }

  #short(needed: number): number {
    this.needed = needed;
    return missing;
  }

  #wrong(): number {
    this.isWrong = true;
    return missing;
  }
}
