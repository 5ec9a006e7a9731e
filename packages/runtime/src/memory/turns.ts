/** Something that hands out messages when it is told that there may be some. */
export type Wakeable = { wake(): void };

/** How many messages are handed out, and how many are taken in, before timers, sockets and files get their turn. */
const messagesPerTurn = 256;

/**
 * When messages are handed out: after the call that made them available, never inside it, and never so many in a row that the
 * rest of the process waits. Handlers that are done at once would otherwise keep the event loop in promises for as
 * long as there are messages.
 */
export class Turns {
  #left = messagesPerTurn;
  #room = messagesPerTurn;
  #soon = new Set<Wakeable>();
  #later = new Set<Wakeable>();
  #isSoonPlanned = false;
  #isLaterPlanned = false;

  get isOver(): boolean {
    return this.#left <= 0;
  }

  spend(): void {
    this.#left -= 1;
  }

  /**
   * Resolves once a publisher of so many messages may go on. One that goes from promise to promise would otherwise fill the
   * memory up to its limit before those who read had a turn, and, where nobody reads, leave timers and sockets none.
   */
  async pace(published: number): Promise<void> {
    this.#room -= published;
    while (this.isOver || this.#room <= 0) await new Promise<void>((wake) => this.wakeLater({ wake }));
  }

  /** As soon as the code that runs now has come to its end, or in the next turn when this one is over. */
  wakeSoon(sleeper: Wakeable): void {
    if (this.isOver) {
      this.wakeLater(sleeper);
      return;
    }
    this.#soon.add(sleeper);
    if (this.#isSoonPlanned) return;
    this.#isSoonPlanned = true;
    queueMicrotask(() => {
      this.#isSoonPlanned = false;
      const sleepers = this.#soon;
      this.#soon = new Set();
      for (const each of sleepers) each.wake();
    });
  }

  /** In the next turn of the event loop: what failed must not come back in an endless chain of promises. */
  wakeLater(sleeper: Wakeable): void {
    this.#later.add(sleeper);
    if (!this.#isLaterPlanned) this.#planLater();
  }

  #planLater(): void {
    this.#isLaterPlanned = true;
    setImmediate(() => {
      this.#isLaterPlanned = false;
      this.#left = messagesPerTurn;
      // Whoever published more than one turn's worth waits for more than one.
      this.#room = Math.min(messagesPerTurn, this.#room + messagesPerTurn);
      const sleepers = this.#later;
      this.#later = new Set();
      for (const each of sleepers) each.wake();
    });
  }
}
