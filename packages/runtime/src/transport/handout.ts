import type { Link } from "../collections/chain.ts";

/** Why a message is no longer in a member's hands. */
export type Settlement = "handled" | "given back" | "timed out" | "closed";

/**
 * One message in the hands of one member, until it is settled, in whichever way comes first. What comes second finds it settled and
 * does nothing.
 */
export class Handout<Parcel> implements Link<Handout<Parcel>> {
  readonly parcel: Parcel;
  readonly deadline: number;
  isOpen = true;
  before: Handout<Parcel> | undefined = undefined;
  after: Handout<Parcel> | undefined = undefined;
  /** Made when somebody asks: to abort one costs as much as reading a message, and few handlers look. */
  #abort: AbortController | undefined;
  #settled: Settlement | undefined;

  constructor(parcel: Parcel, deadline: number) {
    this.parcel = parcel;
    this.deadline = deadline;
  }

  get signal(): AbortSignal {
    if (this.#abort === undefined) {
      this.#abort = new AbortController();
      if (this.#settled !== undefined) this.#abort.abort(reasons[this.#settled]);
    }
    return this.#abort.signal;
  }

  settle(how: Settlement): void {
    this.isOpen = false;
    this.#settled = how;
    this.#abort?.abort(reasons[how]);
  }
}

/** Made once: to abort with a new one each time costs ten times as much, most of it for a stack that says nothing. */
const reasons = {
  handled: reason("it was handled"),
  "given back": reason("it was given back to its group"),
  "timed out": reason("it took too long, and somebody else has it now"),
  closed: reason("its consumer was closed"),
} satisfies Record<Settlement, DOMException>;

function reason(why: string): DOMException {
  return new DOMException(`the message is no longer here: ${why}`, "AbortError");
}
