import type { PublishResult } from "@concordat/runtime";

/** One call of `publish`: its results as they come, and one promise for all of them. */
export class Call {
  readonly done: Promise<readonly PublishResult[]>;
  readonly #results: PublishResult[];
  #left: number;
  #resolve: (results: readonly PublishResult[]) => void = () => {};

  constructor(messages: number) {
    this.#results = new Array(messages);
    this.#left = messages;
    this.done = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  settle(index: number, result: PublishResult): void {
    this.#results[index] = result;
    this.#left -= 1;
    if (this.#left === 0) this.#resolve(this.#results);
  }
}
