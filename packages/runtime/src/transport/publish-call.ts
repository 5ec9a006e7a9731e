import type { PublishResult } from "../ports/transport.ts";

/** One call of `publish`: its results as they come, and one promise for all of them. */
export class PublishCall {
  readonly done: Promise<readonly PublishResult[]>;
  readonly #results: PublishResult[];
  readonly #resolve: (results: readonly PublishResult[]) => void;
  #left: number;

  constructor(messages: number) {
    const { promise, resolve } = Promise.withResolvers<readonly PublishResult[]>();
    this.done = promise;
    this.#results = new Array(messages);
    this.#resolve = resolve;
    this.#left = messages;
    if (messages === 0) resolve([]);
  }

  /** Whether a message has no result yet. */
  get isOpen(): boolean {
    return this.#left > 0;
  }

  /** Once for each message. */
  settle(index: number, result: PublishResult): void {
    this.#results[index] = result;
    this.#left -= 1;
    if (this.#left === 0) this.#resolve(this.#results);
  }
}
