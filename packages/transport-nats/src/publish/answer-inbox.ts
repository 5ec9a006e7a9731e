import type { NatsLink, WireMessage, WireSubscription } from "../drivers/driver.ts";
import type { Violation } from "../drivers/violation.ts";
import { numberBehind } from "./number-behind.ts";

export type AnswerInboxPort = {
  onAnswer(number: number, message: WireMessage): void;
  /** This user may not hear answers any more: none comes. */
  onDeaf(violation: Violation): void;
};

/** Where all answers come, each with a number behind the name of the inbox. */
export class AnswerInbox {
  readonly name: string;
  readonly #link: NatsLink;
  readonly #port: AnswerInboxPort;
  /** `undefined` while it is deaf. */
  #subscription: WireSubscription | undefined;

  constructor(link: NatsLink, port: AnswerInboxPort) {
    this.name = `${link.inbox()}.`;
    this.#link = link;
    this.#port = port;
    this.#listen();
  }

  /** After another answer was heard, so that this user may hear answers. Answers whether it was deaf. */
  async hearAgain(): Promise<boolean> {
    if (this.#subscription !== undefined) return false;
    // What the server said of it is told within this turn.
    await new Promise((resolve) => setImmediate(resolve));
    if (this.#subscription !== undefined) return false;
    this.#listen();
    return true;
  }

  end(): void {
    this.#subscription?.end();
  }

  #listen(): void {
    this.#subscription = this.#link.subscribe(
      `${this.name}*`,
      (message) => this.#port.onAnswer(numberBehind(this.name, message, this.#link), message),
      (violation) => {
        this.#subscription = undefined;
        this.#port.onDeaf(violation);
      },
    );
  }
}
