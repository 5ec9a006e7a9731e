import type { Reader } from "@platformatic/kafka";
import type { Aborted } from "./fetched-batches.ts";

/** Fetch, version 12: https://kafka.apache.org/protocol#The_Messages_Fetch */
export const fetchApi = { key: 1, version: 12 } as const;

export type FetchedPartition = {
  readonly topic: string;
  readonly partition: number;
  readonly errorCode: number;
  readonly endOffset: number;
  readonly aborted: readonly Aborted[];
  readonly records: Buffer;
};

export type FetchAnswer = { readonly errorCode: number; readonly partitions: readonly FetchedPartition[] };

/** Records are left as the bytes they are; whoever wants them reads them when there is room. */
export function readFetchAnswer(
  _correlationId: number,
  _apiKey: number,
  _apiVersion: number,
  reader: Reader,
): FetchAnswer {
  const bytes = reader.buffer.buffer;
  const cursor = new Cursor(bytes, reader.position);
  // Throttle time.
  cursor.at += 4;
  const errorCode = cursor.int16();
  // Session.
  cursor.at += 4;
  const partitions: FetchedPartition[] = [];
  for (let topics = cursor.count(); topics > 0; topics -= 1) {
    const topic = cursor.text();
    for (let left = cursor.count(); left > 0; left -= 1) partitions.push(readPartition(cursor, topic));
    cursor.skipTags();
  }
  return { errorCode, partitions };
}

function readPartition(cursor: Cursor, topic: string): FetchedPartition {
  const partition = cursor.int32();
  const errorCode = cursor.int16();
  // High watermark: what is not committed by a transaction comes after the last stable offset.
  cursor.at += 8;
  const endOffset = Number(cursor.int64());
  // Start of the log.
  cursor.at += 8;
  const aborted: Aborted[] = [];
  for (let left = cursor.count(); left > 0; left -= 1) {
    aborted.push({ producerId: cursor.int64(), firstOffset: cursor.int64() });
    cursor.skipTags();
  }
  // Preferred replica.
  cursor.at += 4;
  const size = Math.max(0, cursor.unsignedVarint() - 1);
  const records = cursor.bytes.subarray(cursor.at, cursor.at + size);
  cursor.at += size;
  cursor.skipTags();
  return { topic, partition, errorCode, endOffset, aborted, records };
}

class Cursor {
  readonly bytes: Buffer;
  at: number;

  constructor(bytes: Buffer, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  int16(): number {
    this.at += 2;
    return this.bytes.readInt16BE(this.at - 2);
  }

  int32(): number {
    this.at += 4;
    return this.bytes.readInt32BE(this.at - 4);
  }

  int64(): bigint {
    this.at += 8;
    return this.bytes.readBigInt64BE(this.at - 8);
  }

  unsignedVarint(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++] as number;
      value |= (byte & 0x7f) << shift;
      if (byte <= 0x7f) return value >>> 0;
    }
  }

  /** Of a compact array; none at all counts as empty. */
  count(): number {
    return Math.max(0, this.unsignedVarint() - 1);
  }

  text(): string {
    const length = this.count();
    this.at += length;
    return this.bytes.toString("utf8", this.at - length, this.at);
  }

  skipTags(): void {
    for (let left = this.unsignedVarint(); left > 0; left -= 1) {
      this.unsignedVarint();
      const size = this.unsignedVarint();
      this.at += size;
    }
  }
}
