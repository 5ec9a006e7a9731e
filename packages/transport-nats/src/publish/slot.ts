import type { PublishResult } from "@concordat/runtime";
import type { WireContent } from "../wire/encode-message.ts";

/** The results of one call, and who waits for them. */
export class Batch {
  readonly results: PublishResult[] = [];
  left: number;
  readonly #done: (results: readonly PublishResult[]) => void;

  constructor(size: number, done: (results: readonly PublishResult[]) => void) {
    this.results.length = size;
    this.left = size;
    this.#done = done;
  }

  settle(index: number, result: PublishResult): void {
    this.results[index] = result;
    this.left -= 1;
    if (this.left === 0) this.#done(this.results);
  }
}

/** One message between the call and the answer of the stream. */
export class Slot {
  readonly token: string;
  readonly address: string;
  readonly subject: string;
  readonly content: WireContent;
  readonly deadline: number;
  readonly batch: Batch;
  readonly index: number;
  /** The stream would tell that it has it already, so that sending it once more is safe. */
  mayRepeat = false;
  /** It was handed to the connection at least once. */
  wasSent = false;
  /** The stream may know it from us already. */
  wasRepeated = false;
  /** It is with the connection that there is now. */
  isUnderWay = false;

  constructor(
    token: string,
    message: { readonly address: string; readonly subject: string; readonly content: WireContent },
    deadline: number,
    batch: Batch,
    index: number,
  ) {
    this.token = token;
    this.address = message.address;
    this.subject = message.subject;
    this.content = message.content;
    this.deadline = deadline;
    this.batch = batch;
    this.index = index;
  }
}
