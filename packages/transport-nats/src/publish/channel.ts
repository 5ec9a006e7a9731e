import type { StreamFacts } from "../topology/topology.ts";

/** What a message that waits has to tell. */
export type Waiting = {
  /** Of two, the lower came first. */
  readonly number: number;
  readonly subject: string;
  /** It was sent before, and has no answer. */
  readonly mayBeStored: boolean;
};

/**
 * What is published at one address, and the stream that takes it.
 *
 * It rests while nobody takes anything there, as between two leaders of a stream: what comes waits, and so does what nobody took. When somebody does
 * again, all of it goes in the order in which it came, and with it whatever went before and has no answer. Only what a later message of its
 * subject overtook does not, since it would stand behind that one.
 */
export class Channel<Slot extends Waiting> {
  readonly address: string;
  /** `undefined` until it is known, and while the channel rests. */
  stream: StreamFacts | undefined;
  /** Why it is not known. */
  trouble: Error | undefined;
  isResting = false;
  /** How often it rested since something was stored. */
  rests = 0;
  #waiting: Slot[] = [];
  /** By subject, the newest that was stored while it rests. */
  readonly #stored = new Map<string, number>();

  constructor(address: string) {
    this.address = address;
  }

  get waiting(): readonly Slot[] {
    return this.#waiting;
  }

  rest(): void {
    this.stream = undefined;
    this.isResting = true;
    this.rests += 1;
  }

  wait(slot: Slot): void {
    this.#waiting.push(slot);
  }

  storedMeanwhile({ subject, number }: Slot): void {
    this.#stored.set(subject, Math.max(number, this.#stored.get(subject) ?? 0));
  }

  /** Whether one of these may yet turn out to be stored that came after one that waits and that nobody took. */
  mayBeOvertakenBy(underWay: readonly Slot[]): boolean {
    const first = this.#waiting.reduce((least, { number }) => Math.min(least, number), Infinity);
    return underWay.some(({ number }) => number > first);
  }

  /** It is there: who goes now, in order, with those of whom there is no answer, and who was overtaken. */
  takeUp(
    stream: StreamFacts,
    unanswered: readonly Slot[],
  ): { readonly going: readonly Slot[]; readonly overtaken: readonly Slot[] } {
    const maybe = new Map<string, number>();
    for (const { subject, number } of unanswered)
      maybe.set(subject, Math.max(number, maybe.get(subject) ?? 0));
    // Of those without an answer none is certain to stand before another, and they were sent in their order.
    const newestBehind = ({ subject, mayBeStored }: Slot) =>
      Math.max(this.#stored.get(subject) ?? 0, mayBeStored ? 0 : (maybe.get(subject) ?? 0));
    const all = [...this.#waiting, ...unanswered].toSorted((one, other) => one.number - other.number);
    const [going, overtaken]: [Slot[], Slot[]] = [[], []];
    for (const slot of all) (newestBehind(slot) > slot.number ? overtaken : going).push(slot);
    this.stream = stream;
    this.trouble = undefined;
    this.isResting = false;
    this.#waiting = [];
    this.#stored.clear();
    return { going, overtaken };
  }
}
