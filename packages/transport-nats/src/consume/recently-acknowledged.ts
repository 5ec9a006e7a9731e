type Acknowledged = { readonly sequence: number; readonly reply: string };

/**
 * The last messages that were acknowledged. An acknowledgement may be lost with its connection, and a server that died may have forgotten
 * it. So it is said again on the next connection, and what comes again all the same is known to be handled, for a while.
 */
export class RecentlyAcknowledged {
  readonly #ring: (Acknowledged | undefined)[];
  #next = 0;
  #doubtful: Set<number> | undefined;

  constructor(size = 1_024) {
    this.#ring = new Array<Acknowledged | undefined>(size).fill(undefined);
  }

  add(one: Acknowledged): void {
    this.#ring[this.#next] = one;
    this.#next = (this.#next + 1) % this.#ring.length;
  }

  /** The connection is another one: where to acknowledge once more, what the server may not know. */
  doubt(): readonly string[] {
    const all = this.#ring.filter((one) => one !== undefined);
    this.#doubtful = all.length === 0 ? undefined : new Set(all.map(({ sequence }) => sequence));
    return all.map(({ reply }) => reply);
  }

  /** It was handled before the connection broke. Who has the server begin anew at an earlier place on purpose gets it all the same, when the doubt is over. */
  isDoubtful(sequence: number): boolean {
    return this.#doubtful?.has(sequence) === true;
  }

  endDoubt(): void {
    this.#doubtful = undefined;
  }
}
