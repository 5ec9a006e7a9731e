type Acknowledged = { readonly sequence: number; readonly reply: string };

/**
 * The last messages that were acknowledged. An acknowledgement may be lost with its connection: then it is said again on the next one,
 * and what comes again all the same is known to be handled.
 */
export class RecentlyAcknowledged {
  readonly #ring: (Acknowledged | undefined)[];
  #next = 0;

  constructor(size = 1_024) {
    this.#ring = new Array<Acknowledged | undefined>(size).fill(undefined);
  }

  add(one: Acknowledged): void {
    this.#ring[this.#next] = one;
    this.#next = (this.#next + 1) % this.#ring.length;
  }

  /** Asked only of what was delivered before, which is rare. */
  has(sequence: number): boolean {
    return this.#ring.some((one) => one?.sequence === sequence);
  }

  *replies(): Iterable<string> {
    for (const one of this.#ring) if (one !== undefined) yield one.reply;
  }
}
