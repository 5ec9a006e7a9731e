import { Queue } from "@concordat/runtime/transport";
import type { FetchedRecords } from "../driver.ts";

/** A message that was handed on. */
export type Taken = { readonly offset: number; isHandled: boolean };

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
  /** In the order of their offsets; the first of them is not handled. */
  readonly #taken = new Queue<Taken>();
  #next: number;

  constructor(topic: string, partition: number, offset: number) {
    this.topic = topic;
    this.partition = partition;
    this.committed = offset;
    this.endOffset = offset;
    this.#next = offset;
  }

  taken(offset: number): Taken {
    const taken = { offset, isHandled: false };
    this.#taken.push(taken);
    this.#next = offset + 1;
    return taken;
  }

  handled(taken: Taken): void {
    taken.isHandled = true;
    while (this.#taken.peek()?.isHandled) this.#taken.shift();
  }

  /** All before it is handled. */
  get committable(): number {
    return this.#taken.peek()?.offset ?? this.#next;
  }

  get isDirty(): boolean {
    return this.committable > this.committed;
  }

  get lag(): number {
    return Math.max(0, this.endOffset - this.committable);
  }
}
