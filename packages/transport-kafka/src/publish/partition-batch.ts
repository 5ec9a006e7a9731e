import type { PublishCall } from "@concordat/runtime/transport";
import type { EncodedRecord } from "../encoding/encoded-record.ts";

/** A message on its way, until it has a result. */
export class Entry {
  readonly record: EncodedRecord;
  readonly call: PublishCall;
  readonly index: number;
  readonly deadline: number;
  isSettled = false;

  constructor(record: EncodedRecord, call: PublishCall, index: number, deadline: number) {
    this.record = record;
    this.call = call;
    this.index = index;
    this.deadline = deadline;
  }
}

/** What goes to one partition in one request, the same however often it is sent. */
export class PartitionBatch {
  readonly topic: string;
  readonly partition: number;
  readonly entries: readonly Entry[];
  attempts = 0;
  /** One of the attempts may have stored it. */
  mayBeStored = false;
  isInFlight = false;
  lastError: Error | undefined;
  /** The driver's own, kept from one attempt to the next: identity and sequence of an idempotent producer. */
  wire: unknown;

  constructor(topic: string, partition: number, entries: readonly Entry[]) {
    this.topic = topic;
    this.partition = partition;
    this.entries = entries;
  }

  /** Never stored, so it may become another one: of those that have no result yet. */
  withoutSettled(): PartitionBatch {
    const rest = this.entries.filter(({ isSettled }) => !isSettled);
    const batch = new PartitionBatch(this.topic, this.partition, rest);
    batch.attempts = this.attempts;
    batch.lastError = this.lastError;
    return batch;
  }

  get isSettled(): boolean {
    return this.entries.every((entry) => entry.isSettled);
  }
}
