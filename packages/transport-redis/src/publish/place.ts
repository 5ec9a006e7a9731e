import { Queue } from "@concordat/runtime/transport";
import { Address } from "../topology/address.ts";

/** An address as its publishers see it. */
export class Place<Parcel> {
  readonly address: Address;
  /** Its streams were seen, or made. */
  isThere = false;
  isAsked = false;
  /** What came before its streams were seen. */
  readonly waiting = new Queue<Parcel>();
  /** Entries since the last look at what can be trimmed, by partition. */
  readonly #added: number[];

  constructor(name: string, partitions: number) {
    this.address = new Address(name, partitions);
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
