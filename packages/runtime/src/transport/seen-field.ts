import type { HeaderPlaces } from "@concordat/cloudevents";
import type { FieldBytes } from "./field-bytes.ts";

/** A name behind certain other names, with the value that it had last. */
export class SeenField {
  readonly name: string;
  readonly isKept: boolean;
  readonly before: SeenField | undefined;
  /** No header: nobody looks whether its value came before, and it is not made a text. */
  readonly isApart: boolean;
  /** What came behind it last. */
  likely: SeenField | undefined = undefined;
  /** Of messages that end here. */
  places: HeaderPlaces | undefined = undefined;
  /** Of a header. */
  value = "";
  /** Of what is no header: where its value stands in the bytes that were read. */
  from = 0;
  to = 0;
  readonly #behind: SeenField[] = [];
  /** The name and, as long as it is worth looking, the value, as they came. */
  #wire: DataView = nothing;
  #wireBytes = 0;
  #nameEnds = never;
  #hasValue = false;
  #misses = 0;

  constructor(name: string, isKept: boolean, before?: SeenField, isApart = false) {
    this.name = name;
    this.isKept = isKept;
    this.before = before;
    this.isApart = isApart;
  }

  /** That which stands there, where it came behind this one before. */
  behind(from: FieldBytes): SeenField | undefined {
    for (const field of this.#behind) {
      if (field === this.likely || !field.read(from)) continue;
      this.likely = field;
      return field;
    }
    return undefined;
  }

  /** The same by its name, which may be written in more than one way. */
  named(name: string): SeenField | undefined {
    return this.#behind.find((field) => field.name === name);
  }

  /** Answers whether there was room for it. */
  put(field: SeenField): boolean {
    if (!this.isKept || this.#behind.length >= mostBehind) return false;
    this.#behind.push(field);
    this.likely = field;
    return true;
  }

  /** Answers whether it has this name and is there to its end; where it is not, nothing was read. */
  read(from: FieldBytes): boolean {
    const begin = from.at;
    const same = likeness(from, this.#wire, this.#wireBytes);
    if (this.#hasValue && same === this.#wireBytes) {
      from.at = begin + same;
      if (this.#misses > 0) this.#misses -= 1;
      return true;
    }
    if (same < this.#nameEnds) return false;
    from.at = begin + this.#nameEnds;
    if (this.#readValue(from, begin)) return true;
    from.at = begin;
    return false;
  }

  /** After its name was read, which begins there. */
  readBehindName(from: FieldBytes, begin: number): boolean {
    const length = from.at - begin;
    if (this.isKept && this.#nameEnds === never && length <= longest) {
      this.#wire = copyOf(from.bytes, begin, from.at);
      this.#wireBytes = length;
      this.#nameEnds = length;
      return this.#readValue(from, begin);
    }
    // A name that is long, or written in another way than before: what is remembered is not of this value.
    this.#forgetValue();
    const at = from.text();
    if (at < 0) return false;
    this.#is(from, at);
    return true;
  }

  /** An id is another one each time; after a few of those nobody looks any more. */
  #readValue(from: FieldBytes, begin: number): boolean {
    const at = from.text();
    if (at < 0) return false;
    this.#is(from, at);
    if (this.isApart) return true;
    if (this.#misses < mostMisses && from.at - begin <= longest) {
      this.#misses += 1;
      this.#wire = copyOf(from.bytes, begin, from.at);
      this.#wireBytes = from.at - begin;
      this.#hasValue = true;
    } else this.#forgetValue();
    return true;
  }

  #is({ bytes, at: end, tail }: FieldBytes, at: number): void {
    const to = end - tail;
    if (this.isApart) {
      this.from = at;
      this.to = to;
    } else this.value = bytes.toString("utf8", at, to);
  }

  #forgetValue(): void {
    if (!this.#hasValue) return;
    this.#hasValue = false;
    this.#wireBytes = this.#nameEnds;
  }
}

const nothing = new DataView(new ArrayBuffer(0));
const never = Number.POSITIVE_INFINITY;
const longest = 512;
const mostMisses = 16;
const mostBehind = 16;

/** The bytes themselves: what came with them is not kept alive. */
function copyOf(bytes: Buffer, from: number, to: number): DataView {
  return new DataView(Uint8Array.prototype.slice.call(bytes, from, to).buffer);
}

/** How many bytes are the same from here on. Four are compared in the time of one, and eight at a turn. */
function likeness({ bytes, view, at }: FieldBytes, wire: DataView, wireBytes: number): number {
  const most = Math.min(wireBytes, bytes.length - at);
  let same = 0;
  while (
    same + 8 <= most &&
    view.getInt32(at + same) === wire.getInt32(same) &&
    view.getInt32(at + same + 4) === wire.getInt32(same + 4)
  )
    same += 8;
  while (same + 4 <= most && view.getInt32(at + same) === wire.getInt32(same)) same += 4;
  while (same < most && view.getUint8(at + same) === wire.getUint8(same)) same += 1;
  return same;
}
