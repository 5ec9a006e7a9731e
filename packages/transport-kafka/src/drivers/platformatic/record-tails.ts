import type { CloudEvent, ContentMode } from "@concordat/cloudevents";
import type { OutgoingMessage } from "@concordat/runtime";
import { recordValueOf } from "../../encoding/body.ts";
import type { EncodedRecord } from "../../encoding/encoded-record.ts";
import {
  checkOwnHeaders,
  eachHeaderOf,
  eachOtherAttribute,
  eachUsualAttribute,
} from "../../encoding/headers.ts";
import { type Slab, Slabs } from "./slab.ts";
import { UsualHeaders } from "./usual-headers.ts";

/**
 * A record as it stands in a batch, from its key on.
 *
 * What precedes that depends on the batch; this part does not, so it is written once, into memory that many records share,
 * and copied into whichever batch the record goes with.
 * https://kafka.apache.org/documentation/#record
 */
export class RecordTail implements EncodedRecord {
  readonly slab: Slab;
  readonly from: number;
  readonly to: number;
  readonly bytes: number;

  constructor(slab: Slab, from: number, to: number, bytes: number) {
    this.slab = slab;
    this.from = from;
    this.to = to;
    this.bytes = bytes;
  }

  /** With the head of a batch, if it is alone in it. */
  get size(): number {
    return this.to - this.from + mostHeadBytes;
  }
}

/** Head of a batch, and what stands before the key of a record at its longest. */
const mostHeadBytes = 61 + 5 + 1 + 10 + 5;

/** Of a record that needs a slab of its own. */
const roomForHeaders = 4_096;

/** Up to here a loop writes sooner than a call of Node's is made. */
const shortText = 24;

/** In UTF-8, of which a unit of a text takes three at most. */
function mostBytesOf(value: string | Uint8Array | null | undefined): number {
  if (value === undefined || value === null) return 0;
  return typeof value === "string" ? 3 * value.length : value.length;
}

export class RecordTails {
  readonly #slabs = new Slabs();
  #slab = this.#slabs.take(0);
  /** Of the slab. */
  #memory = this.#slab.bytes;
  #at = 0;
  /** Where it is written at the moment; members, so that the writer of a header needs no closure. */
  #bytes = 0;
  #count = 0;
  readonly #usual = new UsualHeaders();
  readonly #writeHeader = (name: string, value: string) => {
    this.#reserve(10 + 3 * (name.length + value.length));
    this.#count += 1;
    const nameBytes = this.#writeText(name);
    this.#bytes += nameBytes + this.#writeText(value);
  };

  /** Once for a record, when it is stored and nobody sends it again. */
  release({ slab }: RecordTail): void {
    slab.inUse -= 1;
    if (slab.inUse === 0 && slab !== this.#slab) this.#slabs.giveBack(slab);
  }

  encode(message: OutgoingMessage, mode: ContentMode): RecordTail {
    const isStructured = mode === "structured";
    const value = recordValueOf(message, isStructured);
    const { key } = message;
    this.#bytes = 0;
    this.#count = 0;
    this.#begin(32 + mostBytesOf(key) + mostBytesOf(value));
    try {
      if (key === undefined) this.#writeVarint(-1);
      else this.#writeText(key);
      this.#writeValue(value);
      return this.#finish(message, isStructured);
    } catch (error) {
      this.#at = this.#start;
      throw error;
    }
  }

  #start = 0;

  #writeValue(value: string | Uint8Array | null): void {
    if (typeof value === "string") this.#bytes += this.#writeText(value);
    else if (value === null) this.#writeVarint(-1);
    else {
      this.#writeVarint(value.length);
      this.#memory.set(value, this.#at);
      this.#at += value.length;
      this.#bytes += value.length;
    }
  }

  /** Their number precedes the headers, and is known when they are written: a place for one byte is kept, which is enough for 63. */
  #finish(message: OutgoingMessage, isStructured: boolean): RecordTail {
    const countAt = this.#at - this.#start;
    this.#at += 1;
    if ("event" in message && !isStructured) this.#writeEventHeaders(message);
    else eachHeaderOf(message, isStructured, this.#writeHeader);
    const at = this.#start + countAt;
    if (this.#count < 64) this.#memory[at] = this.#count << 1;
    else {
      this.#reserve(4);
      const begin = this.#start + countAt;
      const size = varintSize(this.#count);
      this.#memory.copyWithin(begin + size, begin + 1, this.#at);
      const end = this.#at + size - 1;
      this.#at = begin;
      this.#writeVarint(this.#count);
      this.#at = end;
    }
    this.#slab.inUse += 1;
    return new RecordTail(this.#slab, this.#start, this.#at, this.#bytes);
  }

  #writeEventHeaders({ event, headers, address }: OutgoingMessage & { readonly event: CloudEvent }): void {
    checkOwnHeaders(headers, address);
    const usual = this.#usual.of(event);
    if (usual === undefined) this.#writeUsualHeaders(event);
    else {
      const { wire, count, bytes } = usual;
      this.#reserve(wire.length);
      this.#memory.set(wire, this.#at);
      this.#at += wire.length;
      this.#count += count;
      this.#bytes += bytes;
    }
    eachOtherAttribute(event, this.#writeHeader);
    for (const name in headers) this.#writeHeader(name, headers[name] as string);
  }

  #writeUsualHeaders(event: CloudEvent): void {
    const [from, bytes] = [this.#at - this.#start, this.#bytes];
    eachUsualAttribute(event, this.#writeHeader);
    const wire = this.#memory.subarray(this.#start + from, this.#at);
    this.#usual.keep(event, { wire, count: this.#count, bytes: this.#bytes - bytes });
  }

  #begin(bytes: number): void {
    // Nobody needs what stands in it any more.
    if (this.#slab.inUse === 0) this.#at = 0;
    if (this.#at + bytes > this.#memory.length) {
      this.#turnTo(this.#slabs.take(bytes + roomForHeaders));
      this.#at = 0;
    }
    this.#start = this.#at;
  }

  /** In the middle of a record: what is written of it moves along. */
  #reserve(bytes: number): void {
    if (this.#at + bytes <= this.#memory.length) return;
    const written = this.#memory.subarray(this.#start, this.#at);
    const next = this.#slabs.take(2 * (written.length + bytes));
    next.bytes.set(written, 0);
    this.#turnTo(next);
    this.#at = written.length;
    this.#start = 0;
  }

  #turnTo(next: Slab): void {
    const last = this.#slab;
    this.#slab = next;
    this.#memory = next.bytes;
    if (last.inUse === 0) this.#slabs.giveBack(last);
  }

  /** With its length in front; answers how many bytes the text takes. */
  #writeText(text: string): number {
    const memory = this.#memory;
    const { length } = text;
    const reserved = varintSize(length);
    const from = this.#at + reserved;
    let bytes = 0;
    if (length < shortText) {
      for (; bytes < length; bytes += 1) {
        const unit = text.charCodeAt(bytes);
        if (unit > 0x7f) break;
        memory[from + bytes] = unit;
      }
      if (bytes < length) bytes = memory.write(text, from);
    } else bytes = memory.write(text, from);
    const needed = varintSize(bytes);
    if (needed !== reserved) memory.copyWithin(this.#at + needed, from, from + bytes);
    this.#writeVarint(bytes);
    this.#at += bytes;
    return bytes;
  }

  #writeVarint(value: number): void {
    this.#at = writeVarint(this.#memory, this.#at, value);
  }
}

/** Zigzag, 32 bits. Answers where it ends. */
export function writeVarint(buffer: Buffer, at: number, value: number): number {
  let rest = ((value << 1) ^ (value >> 31)) >>> 0;
  let end = at;
  while (rest > 0x7f) {
    buffer[end] = (rest & 0x7f) | 0x80;
    end += 1;
    rest >>>= 7;
  }
  buffer[end] = rest;
  return end + 1;
}

export function varintSize(value: number): number {
  const zigzag = ((value << 1) ^ (value >> 31)) >>> 0;
  if (zigzag < 1 << 7) return 1;
  if (zigzag < 1 << 14) return 2;
  if (zigzag < 1 << 21) return 3;
  return zigzag < 1 << 28 ? 4 : 5;
}
