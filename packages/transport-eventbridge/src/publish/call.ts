import type { PublishResult } from "@concordat/runtime";
import type { PutEntry } from "../driver/driver.ts";

/** One call of `publish`, open until each of its messages has a result. */
export class Call {
  readonly deadline: number;
  readonly done: Promise<readonly PublishResult[]>;
  readonly letters: Letter[] = [];
  /** For a call that has not been let in yet. */
  onTimeOut: (() => void) | undefined = undefined;
  readonly #results: PublishResult[] = [];
  readonly #resolve: (results: readonly PublishResult[]) => void;
  #left: number;

  constructor(messages: number, deadline: number) {
    const { promise, resolve } = Promise.withResolvers<readonly PublishResult[]>();
    this.deadline = deadline;
    this.done = promise;
    this.#resolve = resolve;
    this.#left = messages;
    if (messages === 0) resolve([]);
  }

  get isOpen(): boolean {
    return this.#left > 0;
  }

  /** Once for each. */
  settle(index: number, result: PublishResult): void {
    this.#results[index] = result;
    this.#left -= 1;
    if (this.#left === 0) this.#resolve(this.#results);
  }
}

/** A message on its way to AWS. */
export class Letter {
  readonly call: Call;
  readonly index: number;
  readonly address: string;
  /** What it must not overtake; none where it has no key. */
  readonly lane: string | undefined;
  readonly entry: PutEntry;
  readonly bytes: number;
  isDone = false;
  /** An answer to it was lost, or AWS said that it does not know. */
  mayBeStored = false;
  isUnderWay = false;
  /** Something is wrong with one of those it travelled with. */
  travelsAlone = false;
  attempts = 0;
  lastTrouble = "";

  constructor(call: Call, index: number, content: Pick<Letter, "address" | "lane" | "entry" | "bytes">) {
    this.call = call;
    this.index = index;
    this.address = content.address;
    this.lane = content.lane;
    this.entry = content.entry;
    this.bytes = content.bytes;
  }
}
