import { type Arrival, Chain, type Link } from "@concordat/runtime/transport";
import type { Entry } from "../reading/entry-reader.ts";
import type { Address } from "../topology/address.ts";

/** What settles an entry, and how often it was handed out. */
export class Ticket implements Link<Ticket> {
  readonly partition: Partition;
  readonly id: string;
  /** The count that Redis has. */
  counted: number;
  /** The true one. */
  attempts: number;
  isKnown = false;
  before: Ticket | undefined = undefined;
  after: Ticket | undefined = undefined;

  constructor(partition: Partition, id: string, attempts: number) {
    this.partition = partition;
    this.id = id;
    // Redis counts the time that begins now already.
    this.counted = attempts + 1;
    this.attempts = attempts;
  }
}

/** One stream of an address, while this member has the lease of it. What it has of the stream is told apart by this object. */
export class Partition {
  readonly address: Address;
  readonly index: number;
  readonly stream: string;
  readonly group: string;
  /** What is in the hands of this member, or handled without Redis having said that it knows. A set of ids would hash each of them twice. */
  readonly #known = new Chain<Ticket>();
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

  /** An entry that was handed out so many times before, as an arrival. */
  arrivalOf({ id, key, raw }: Entry, attempts: number): Arrival<Ticket> {
    const ticket = new Ticket(this, id, attempts);
    const position = this.address.positionOf(this.index, id);
    return { address: this.address.name, key, raw, position, attempts, source: this, ticket };
  }

  /** Not to be taken up again from now on. */
  know(ticket: Ticket): void {
    ticket.isKnown = true;
    this.#known.push(ticket);
  }

  forget(ticket: Ticket): void {
    if (!ticket.isKnown) return;
    ticket.isKnown = false;
    this.#known.remove(ticket);
  }

  knownIds(): ReadonlySet<string> {
    return new Set([...this.#known].map(({ id }) => id));
  }
}
