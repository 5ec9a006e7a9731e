import type { Arrival } from "@concordat/runtime/transport";
import type { Entry } from "../reading/entry-reader.ts";
import type { Address } from "../topology/address.ts";

/** What settles an entry, and how often it was handed out. */
export type Ticket = {
  readonly partition: Partition;
  readonly id: string;
  /** The count that Redis has. */
  counted: number;
  /** The true one. */
  attempts: number;
};

/** One stream of an address, while this member has the lease of it. What it has of the stream is told apart by this object. */
export class Partition {
  readonly address: Address;
  readonly index: number;
  readonly stream: string;
  readonly group: string;
  /** Ids of what is in the hands of this member, or handled without Redis having said that it knows: not to be taken up again. */
  readonly known = new Set<string>();
  /** Where to look on for what is pending in the group and in nobody's hands; nothing new is read before that is done. */
  backlog: string | undefined = "-";
  /** Up to where this member has read, so that a group that vanished goes on from there. */
  lastId: string | undefined;
  isLeaving = false;

  constructor(address: Address, index: number, group: string) {
    this.address = address;
    this.index = index;
    this.stream = address.streams[index] as string;
    this.group = group;
  }

  /** An entry that was handed out so many times before, as an arrival. Redis counts the time that begins now already. */
  arrivalOf({ id, key, raw }: Entry, attempts: number): Arrival<Ticket> {
    const ticket: Ticket = { partition: this, id, counted: attempts + 1, attempts };
    const position = this.address.positionOf(this.index, id);
    return { address: this.address.name, key, raw, position, attempts, source: this, ticket };
  }
}
