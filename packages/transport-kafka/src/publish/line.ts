import { type Entry, PartitionBatch } from "./partition-batch.ts";

/** What a line may put into one batch. */
export type BatchLimits = { readonly bytes: number; readonly messages: number };

/**
 * The messages of one partition on their way, one batch at a time: with never more than one under way, what is tried again
 * is overtaken by nothing.
 */
export class Line {
  readonly topic: string;
  readonly partition: number;
  /** The batch that is under way or rests before it is tried again, and what it was split into. */
  readonly batches: PartitionBatch[] = [];
  /** Not tried before. */
  isResting = false;
  #waiting: Entry[] = [];
  #head = 0;

  constructor(topic: string, partition: number) {
    this.topic = topic;
    this.partition = partition;
  }

  get isEmpty(): boolean {
    return this.batches.length === 0 && this.#head === this.#waiting.length;
  }

  get isReady(): boolean {
    return !this.isResting && this.batches[0]?.isInFlight !== true && !this.isEmpty;
  }

  /** Why its batch is to be sent once more. */
  get trouble(): Error | undefined {
    return this.batches[0]?.lastError;
  }

  push(entry: Entry): void {
    this.#waiting.push(entry);
  }

  /** What is to be sent next. */
  nextBatch(limits: BatchLimits): PartitionBatch | undefined {
    const begun = this.batches[0];
    if (begun !== undefined) return begun;
    const entries: Entry[] = [];
    let bytes = 0;
    while (this.#head < this.#waiting.length && entries.length < limits.messages) {
      const entry = this.#waiting[this.#head] as Entry;
      if (entries.length > 0 && bytes + entry.record.size > limits.bytes) break;
      this.#head += 1;
      if (entry.isSettled) continue;
      bytes += entry.record.size;
      entries.push(entry);
    }
    if (this.#head === this.#waiting.length) {
      this.#waiting = [];
      this.#head = 0;
    } else if (this.#head > 1_024 && this.#head * 2 > this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#head);
      this.#head = 0;
    }
    if (entries.length === 0) return undefined;
    const batch = new PartitionBatch(this.topic, this.partition, entries);
    this.batches.push(batch);
    return batch;
  }

  /** What rested until the time of its messages was over is not tried again: what was refused must not be stored after that. */
  dropSettled(abandon: (batch: PartitionBatch) => void): void {
    for (let first = this.batches[0]; first !== undefined; first = this.batches[0]) {
      if (!first.isSettled) {
        if (!first.mayBeStored && first.entries.some(({ isSettled }) => isSettled))
          this.batches[0] = first.withoutSettled();
        return;
      }
      abandon(first);
      this.batches.shift();
    }
  }

  /** Those whose time is over: what was never part of a request, and what was. */
  *overdue(now: number): Iterable<{ readonly entry: Entry; readonly batch: PartitionBatch | undefined }> {
    for (const batch of this.batches)
      for (const entry of batch.entries) {
        if (entry.deadline > now) break;
        if (!entry.isSettled) yield { entry, batch };
      }
    for (let at = this.#head; at < this.#waiting.length; at += 1) {
      const entry = this.#waiting[at] as Entry;
      if (entry.deadline > now) break;
      if (!entry.isSettled) yield { entry, batch: undefined };
    }
  }
}
