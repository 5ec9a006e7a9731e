/**
 * When to dial again, in the words of a client that asks before each look how long after its last dial the next one may come: it
 * looks again and again while it waits, and dials when that time is over.
 *
 * A pause comes before the first try, too. What has just broken would accept a connection and never serve it, and all clients of a server
 * that went away would be back in the same moment.
 */
export class Redial {
  readonly #pauseMs: (tries: number) => number;
  readonly #now: () => number;
  #tries = 0;
  #lastDial: number;
  #nextDial: number | undefined;

  constructor(pauseMs: (tries: number) => number, now: () => number = Date.now) {
    this.#pauseMs = pauseMs;
    this.#now = now;
    this.#lastDial = now();
  }

  /** Milliseconds since the last dial after which the next may come. */
  ask(): number {
    const now = this.#now();
    if (this.#nextDial === undefined) {
      this.#nextDial = now + this.#pauseMs(this.#tries);
      this.#tries += 1;
    }
    if (now < this.#nextDial) return this.#nextDial - this.#lastDial;
    this.#nextDial = undefined;
    this.#lastDial = now;
    return 0;
  }

  /** It is connected: the next trouble begins anew. */
  succeeded(): void {
    this.#tries = 0;
    this.#nextDial = undefined;
  }
}
