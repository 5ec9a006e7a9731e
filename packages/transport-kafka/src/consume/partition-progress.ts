import type { FetchedRecords } from "../driver.ts";

/**
 * One partition in the hands of a member: what was fetched and waits, what was handed on and is not handled, and how far
 * the group is.
 *
 * Kafka keeps one number for a group and partition, so it is the lowest that is not handled: one message that takes long holds it back
 * while later ones are handled, and is found again, with those behind it, by whoever comes after a crash.
 */
export class PartitionProgress {
  readonly topic: string;
  readonly partition: number;
  readonly waiting: FetchedRecords[] = [];
  committed: number;
  /** Where the partition ended when it was last fetched from. */
  endOffset: number;
  isLeaving = false;
  /** Offsets go in as they come and a set keeps that order, so its first is its lowest. */
  readonly #unhandled = new Set<number>();
  #next: number;

  constructor(topic: string, partition: number, offset: number) {
    this.topic = topic;
    this.partition = partition;
    this.committed = offset;
    this.endOffset = offset;
    this.#next = offset;
  }

  taken(offset: number): void {
    this.#unhandled.add(offset);
    this.#next = offset + 1;
  }

  handled(offset: number): void {
    this.#unhandled.delete(offset);
  }

  /** All before it is handled. */
  get committable(): number {
    for (const lowest of this.#unhandled) return lowest;
    return this.#next;
  }

  get isDirty(): boolean {
    return this.committable > this.committed;
  }

  get lag(): number {
    return Math.max(0, this.endOffset - this.committable);
  }
}
