import type { SeenFields } from "@concordat/runtime/transport";
import { compressionsAlgorithmsByBitmask } from "@platformatic/kafka";
import type { FetchedRecord, FetchedRecords } from "../../driver.ts";
import { RecordBytes } from "./record-bytes.ts";

export type Aborted = { readonly producerId: bigint; readonly firstOffset: bigint };

const batchHeadBytes = 61;
const isCompressed = 0b111;
const isTransactional = 1 << 4;
const isControl = 1 << 5;

/**
 * What came of one partition, read record by record as somebody wants it: what waits here is bytes, not objects.
 *
 * Records of transactions that were aborted are skipped, as are the markers that end transactions.
 * https://kafka.apache.org/documentation/#messageformat
 */
export class FetchedBatches implements FetchedRecords {
  readonly endOffset: number;
  /** Where to go on after the last of them. */
  readonly nextOffset: number;
  readonly #bytes: Buffer;
  readonly #from: number;
  readonly #aborted: Aborted[];
  readonly #abortedProducers = new Set<bigint>();
  readonly #seen: SeenFields;
  #batchAt = 0;
  /** Of the batch that is being read. */
  readonly #records = new RecordBytes();
  #left = 0;
  #baseOffset = 0;

  /** Records before `from` belong to somebody's past, though they share a batch with it. */
  constructor(bytes: Buffer, from: number, endOffset: number, aborted: readonly Aborted[], seen: SeenFields) {
    this.#bytes = bytes;
    this.#from = from;
    this.endOffset = endOffset;
    this.#aborted = aborted.toSorted((one, other) => Number(one.firstOffset - other.firstOffset));
    this.#seen = seen;
    this.nextOffset = this.#endOfWhole();
  }

  next(): FetchedRecord | undefined {
    for (;;) {
      while (this.#left > 0) {
        this.#left -= 1;
        const record = this.#readRecord();
        if (record.offset >= this.#from) return record;
      }
      if (!this.#openBatch()) return undefined;
    }
  }

  /** The last batch may be cut off where the answer was full. */
  #endOfWhole(): number {
    let next = this.#from;
    let at = 0;
    while (at + batchHeadBytes <= this.#bytes.length) {
      const end = at + 12 + this.#bytes.readInt32BE(at + 8);
      if (end > this.#bytes.length) break;
      next = readLong(this.#bytes, at) + this.#bytes.readInt32BE(at + 23) + 1;
      at = end;
    }
    return Math.max(this.#from, next);
  }

  #openBatch(): boolean {
    const bytes = this.#bytes;
    while (this.#batchAt + batchHeadBytes <= bytes.length) {
      const at = this.#batchAt;
      const end = at + 12 + bytes.readInt32BE(at + 8);
      if (end > bytes.length) return false;
      this.#batchAt = end;
      const attributes = bytes.readInt16BE(at + 21);
      const offset = readLong(bytes, at);
      if (attributes & isControl) {
        this.#endTransaction(bytes, at);
        continue;
      }
      if (attributes & isTransactional && this.#isAborted(bytes.readBigInt64BE(at + 43), offset)) continue;
      this.#baseOffset = offset;
      this.#left = bytes.readInt32BE(at + 57);
      this.#records.begin(recordsOf(bytes.subarray(at + batchHeadBytes, end), attributes & isCompressed));
      return true;
    }
    return false;
  }

  #isAborted(producerId: bigint, offset: number): boolean {
    for (
      let first = this.#aborted[0];
      first !== undefined && first.firstOffset <= offset;
      first = this.#aborted[0]
    ) {
      this.#abortedProducers.add(first.producerId);
      this.#aborted.shift();
    }
    return this.#abortedProducers.has(producerId);
  }

  /** The key of the one record is its version and its type: 0 is an abort. */
  #endTransaction(bytes: Buffer, at: number): void {
    this.#isAborted(-1n, readLong(bytes, at));
    this.#abortedProducers.delete(bytes.readBigInt64BE(at + 43));
  }

  #readRecord(): FetchedRecord {
    const records = this.#records;
    const length = records.varint();
    const end = records.at + length;
    // Attributes, of which there are none, and the time.
    records.at += 1;
    records.skipVarlong();
    const offset = this.#baseOffset + records.varint();
    const keyLength = records.varint();
    const keyAt = records.skip(keyLength);
    const key = keyLength < 0 ? undefined : records.bytes.toString("utf8", keyAt, records.at);
    const bodyAt = records.skip(records.varint());
    const body = bodyAt === records.at ? empty : records.bytes.subarray(bodyAt, records.at);
    this.#seen.read(records, records.varint());
    records.at = end;
    return { offset, key, raw: this.#seen.message(body) };
  }
}

const empty = Buffer.alloc(0);

/** No offset comes near 2 to the power of 53. */
function readLong(bytes: Buffer, at: number): number {
  return bytes.readInt32BE(at) * 2 ** 32 + bytes.readUInt32BE(at + 4);
}

function recordsOf(bytes: Buffer, compression: number): Buffer {
  if (compression === 0) return bytes;
  const algorithm = compressionsAlgorithmsByBitmask[compression];
  if (algorithm === undefined)
    throw new Error(`a batch is compressed in a way that this client does not know (${compression})`);
  return algorithm.decompressSync(bytes);
}
