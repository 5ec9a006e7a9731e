import type { PublishResult } from "@concordat/runtime";
import type { Word } from "../link/link.ts";
import type { Call } from "./call.ts";
import type { Place } from "./place.ts";

/** A message on its way to the server, as the command that stores it. */
export class Parcel {
  readonly place: Place<Parcel>;
  readonly partition: number;
  readonly bytes: number;
  readonly since: number;
  /** Let go of when it is settled: what waits for its time-out must not hold what it was about. */
  words: readonly Word[];
  isSent = false;
  isSettled = false;
  readonly #call: Call;
  readonly #index: number;

  constructor(
    command: {
      readonly place: Place<Parcel>;
      readonly partition: number;
      readonly words: readonly Word[];
      readonly bytes: number;
    },
    since: number,
    call: Call,
    index: number,
  ) {
    this.place = command.place;
    this.partition = command.partition;
    this.words = command.words;
    this.bytes = command.bytes;
    this.since = since;
    this.#call = call;
    this.#index = index;
  }

  settle(result: PublishResult): void {
    if (this.isSettled) return;
    this.isSettled = true;
    this.words = [];
    this.#call.settle(this.#index, result);
  }
}
