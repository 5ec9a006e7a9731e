import { bodyField, domainBodyField, keyField } from "../wire/field-names.ts";
import type { RespBytes } from "./resp-bytes.ts";

/**
 * The nth field of entries. Entries of a stream mostly have the same fields in the same order, and some of them the same values: a type, a source.
 * To look whether bytes are those of last time is several times cheaper than to make a text of them, and leaves nothing behind.
 *
 * What differs is read as it is; nothing depends on what was read before.
 */
export class FieldPlace {
  name = "";
  /** A header, and neither a body nor a key. */
  isHeader = false;
  /** Of a header. */
  value = "";
  /** Where the value begins, of what is no header. */
  from = 0;
  /** What a copy of the last headers has already; the reader's. */
  lastValue = "";
  /** The name and, as long as it is worth looking, the value, as they came. */
  #wire: DataView = nothing;
  #wireBytes = 0;
  #nameEnds = never;
  #hasValue = false;
  #misses = 0;

  read(resp: RespBytes): "as before" | "renamed" | "missing" {
    const same = likeness(resp, this.#wire, this.#wireBytes);
    if (this.#hasValue && same === this.#wireBytes) {
      resp.at += same;
      if (this.#misses > 0) this.#misses -= 1;
      return "as before";
    }
    const begin = resp.at;
    const isKnown = same >= this.#nameEnds;
    if (isKnown) resp.at += this.#nameEnds;
    else if (!this.#readName(resp)) return "missing";
    const from = resp.text();
    if (from < 0) return "missing";
    if (this.isHeader) this.#readValue(resp, begin, from);
    else this.from = from;
    return isKnown ? "as before" : "renamed";
  }

  #readName(resp: RespBytes): boolean {
    const begin = resp.at;
    const from = resp.text();
    if (from < 0) return false;
    const { bytes, at } = resp;
    this.name = bytes.toString("utf8", from, at - 2);
    this.isHeader = this.name !== bodyField && this.name !== domainBodyField && this.name !== keyField;
    this.#misses = 0;
    this.#hasValue = false;
    const isShort = at - begin <= longest;
    this.#wire = isShort ? copyOf(bytes, begin, at) : nothing;
    this.#wireBytes = isShort ? at - begin : 0;
    this.#nameEnds = isShort ? at - begin : never;
    return true;
  }

  /** An id is another one each time; after a few of those nobody looks any more. */
  #readValue({ bytes, at }: RespBytes, begin: number, from: number): void {
    this.value = bytes.toString("utf8", from, at - 2);
    const isKept = this.#misses < mostMisses && this.#nameEnds !== never && at - begin <= longest;
    if (isKept) {
      this.#misses += 1;
      this.#wire = copyOf(bytes, begin, at);
      this.#wireBytes = at - begin;
    } else if (this.#hasValue) this.#wireBytes = this.#nameEnds;
    this.#hasValue = isKept;
  }
}

const nothing = new DataView(new ArrayBuffer(0));
const never = Number.POSITIVE_INFINITY;
const longest = 512;
const mostMisses = 16;

/** The bytes themselves: what came with them is not kept alive. */
function copyOf(bytes: Buffer, from: number, to: number): DataView {
  return new DataView(Uint8Array.prototype.slice.call(bytes, from, to).buffer);
}

/** How many bytes are the same from here on. Four are compared in the time of one. */
function likeness({ bytes, view, at }: RespBytes, wire: DataView, wireBytes: number): number {
  const most = Math.min(wireBytes, bytes.length - at);
  let same = 0;
  while (same + 4 <= most && view.getInt32(at + same) === wire.getInt32(same)) same += 4;
  while (same < most && view.getUint8(at + same) === wire.getUint8(same)) same += 1;
  return same;
}
