import type { NatsLink } from "../drivers/driver.ts";

const enough = Buffer.from("+ACK");

/**
 * What was handled in one turn of the event loop is told in one go. Each by itself would be a write to the socket, which costs more
 * than all the rest of it.
 */
export class Acknowledgements {
  readonly #link: NatsLink;
  #waiting: string[] = [];
  #isPlanned = false;

  constructor(link: NatsLink) {
    this.#link = link;
  }

  add(reply: string): void {
    this.#waiting.push(reply);
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    setImmediate(() => {
      this.#isPlanned = false;
      this.flush();
    });
  }

  flush(): void {
    const replies = this.#waiting;
    if (replies.length === 0) return;
    this.#waiting = [];
    // Into a connection that is gone it would be lost; what comes again is told again.
    if (this.#link.isConnected) for (const reply of replies) this.#link.publish(reply, enough);
  }
}
