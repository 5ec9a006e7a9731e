import type { PublishResult } from "@concordat/runtime";
import type { PublishCall } from "@concordat/runtime/transport";
import type { WireText } from "../wire/entry-text.ts";
import type { Place } from "./place.ts";

/** A message on its way to the server, as the command that stores it. */
export class Parcel {
  readonly place: Place<Parcel>;
  readonly partition: number;
  readonly bytes: number;
  readonly since: number;
  /** Let go of when it is settled: what waits for its time-out must not hold what it was about. */
  command: WireText;
  isSent = false;
  isSettled = false;
  readonly #call: PublishCall;
  readonly #index: number;

  constructor(
    place: Place<Parcel>,
    partition: number,
    what: { readonly command: WireText; readonly bytes: number },
    answer: { readonly since: number; readonly call: PublishCall; readonly index: number },
  ) {
    this.place = place;
    this.partition = partition;
    this.command = what.command;
    this.bytes = what.bytes;
    this.since = answer.since;
    this.#call = answer.call;
    this.#index = answer.index;
  }

  settle(result: PublishResult): void {
    if (this.isSettled) return;
    this.isSettled = true;
    this.command = "";
    this.#call.settle(this.#index, result);
  }
}
