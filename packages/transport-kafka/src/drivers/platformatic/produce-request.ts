import { crc32c, Writer } from "@platformatic/kafka";
import type { PartitionBatch } from "../../publish/partition-batch.ts";
import { type RecordTail, varintSize, writeVarint } from "./record-tails.ts";

/** Who a producer is to the brokers, and how far it is at one partition: by that they tell a repetition from something new. */
export type Sequenced = { readonly producerId: bigint; readonly epoch: number; readonly sequence: number };

export type WireBatch = { readonly batch: PartitionBatch; readonly as: Sequenced };

/** Produce, version 9: https://kafka.apache.org/protocol#The_Messages_Produce */
export const produceApi = { key: 0, version: 9 } as const;

const acksOfAll = -1;
const batchHeadBytes = 61;

/** Written in one go into one buffer, whose size is known beforehand. Answers what of it is written. */
export function produceRequest(
  batches: readonly WireBatch[],
  timeoutMs: number,
  memoryFor: (bytes: number) => Buffer,
): Buffer {
  const byTopic = Map.groupBy(batches, ({ batch }) => batch.topic);
  const sizes = new Map(batches.map((each) => [each, recordsSize(each.batch)]));
  let size = 1 + 2 + 4 + 5 + 1;
  for (const [topic, parts] of byTopic) {
    size += 5 + 3 * topic.length + 5 + 1;
    for (const part of parts) size += 4 + 5 + batchHeadBytes + (sizes.get(part) as number) + 1;
  }
  const buffer = memoryFor(size);
  let at = 0;
  // No transaction.
  buffer[at++] = 0;
  at = buffer.writeInt16BE(acksOfAll, at);
  at = buffer.writeInt32BE(timeoutMs, at);
  at = writeUnsignedVarint(buffer, at, byTopic.size + 1);
  for (const [topic, parts] of byTopic) {
    at = writeUnsignedVarint(buffer, at, Buffer.byteLength(topic) + 1);
    at += buffer.write(topic, at);
    at = writeUnsignedVarint(buffer, at, parts.length + 1);
    for (const part of parts) {
      at = buffer.writeInt32BE(part.batch.partition, at);
      const bytes = batchHeadBytes + (sizes.get(part) as number);
      at = writeUnsignedVarint(buffer, at, bytes + 1);
      writeBatch(buffer, at, part, bytes);
      at += bytes;
      buffer[at++] = 0;
    }
    buffer[at++] = 0;
  }
  buffer[at++] = 0;
  return buffer.subarray(0, at);
}

function recordsSize({ entries }: PartitionBatch): number {
  let size = 0;
  for (let number = 0; number < entries.length; number += 1) {
    const bytes = recordSize(tailOf(entries[number]), number);
    size += varintSize(bytes) + bytes;
  }
  return size;
}

/** Attributes, the difference of time, the number, and the rest. */
function recordSize({ from, to }: RecordTail, number: number): number {
  return 1 + 1 + varintSize(number) + to - from;
}

function tailOf(entry: PartitionBatch["entries"][number] | undefined): RecordTail {
  return (entry as PartitionBatch["entries"][number]).record as RecordTail;
}

/** https://kafka.apache.org/documentation/#recordbatch */
function writeBatch(buffer: Buffer, from: number, { batch, as }: WireBatch, bytes: number): void {
  const { entries } = batch;
  const now = BigInt(Date.now());
  let at = buffer.writeBigInt64BE(0n, from);
  at = buffer.writeInt32BE(bytes - 12, at);
  at = buffer.writeInt32BE(-1, at);
  at = buffer.writeInt8(2, at);
  const checksumAt = at;
  at += 4;
  at = buffer.writeInt16BE(0, at);
  at = buffer.writeInt32BE(entries.length - 1, at);
  at = buffer.writeBigInt64BE(now, at);
  at = buffer.writeBigInt64BE(now, at);
  at = buffer.writeBigInt64BE(as.producerId, at);
  at = buffer.writeInt16BE(as.epoch, at);
  at = buffer.writeInt32BE(as.sequence, at);
  at = buffer.writeInt32BE(entries.length, at);
  for (let number = 0; number < entries.length; number += 1) {
    const tail = tailOf(entries[number]);
    at = writeVarint(buffer, at, recordSize(tail, number));
    buffer[at++] = 0;
    buffer[at++] = 0;
    at = writeVarint(buffer, at, number);
    at += tail.slab.bytes.copy(buffer, at, tail.from, tail.to);
  }
  // In the client's own kind of buffer, since others are copied before they are summed up.
  const summed = Writer.create().append(buffer.subarray(checksumAt + 4, at)).dynamicBuffer;
  buffer.writeUInt32BE(crc32c(summed) >>> 0, checksumAt);
}

function writeUnsignedVarint(buffer: Buffer, at: number, value: number): number {
  let rest = value;
  let end = at;
  while (rest > 0x7f) {
    buffer[end++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  buffer[end++] = rest;
  return end;
}
