import { Queue } from "@concordat/runtime/transport";
import { Address } from "../topology/address.ts";
import { wireOf } from "../wire/entry-text.ts";

/** An address as its publishers see it. */
export class Place<Parcel> {
  readonly address: Address;
  /** Its streams were seen, or made. */
  isThere = false;
  isAsked = false;
  /** The right that was missing when something was to be stored here last. */
  forbidden: Error | undefined;
  /** What came before its streams were seen. */
  readonly waiting = new Queue<Parcel>();
  /** What the command that adds an entry begins with, by partition, and how many words that are. */
  readonly beginnings: readonly string[];
  readonly words: number;
  /** Entries since the last look at what can be trimmed, by partition. */
  readonly #added: number[];

  constructor(name: string, partitions: number, trim: readonly string[]) {
    this.address = new Address(name, partitions);
    // Where a stream went away, nobody makes a new one unasked.
    const behind = ["NOMKSTREAM", ...trim, "*"];
    this.words = behind.length + 2;
    this.beginnings = this.address.streams.map((stream) => ["XADD", stream, ...behind].map(wireOf).join(""));
    // Many processes that each publish little must not all be too short-lived to trim.
    this.#added = this.address.streams.map(() => Math.random());
  }

  /** Answers whether it is time to look at what can be trimmed. */
  countsTo(every: number, partition: number): boolean {
    const added = (this.#added[partition] ?? 0) + 1 / every;
    this.#added[partition] = added >= 1 ? 0 : added;
    return added >= 1;
  }
}
