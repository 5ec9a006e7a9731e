import type { Clock } from "../ports/clock.ts";
import { Handout, type Settlement } from "./handout.ts";

/** What is with the handlers of one member: how much, since when, and who waits for it to end. */
export class InFlight<Parcel> {
  count = 0;
  #oldest: Handout<Parcel> | undefined;
  #newest: Handout<Parcel> | undefined;
  readonly #clock: Clock;
  readonly #redeliverAfterMs: number;
  readonly #onTimeOut: (handout: Handout<Parcel>) => void;
  #isTimeOutPlanned = false;
  #cancelTimeOut: (() => void) | undefined;
  #onIdle: (() => void) | undefined;

  /** `onTimeOut` has to settle what it is told of. */
  constructor(clock: Clock, redeliverAfterMs: number, onTimeOut: (handout: Handout<Parcel>) => void) {
    this.#clock = clock;
    this.#redeliverAfterMs = redeliverAfterMs;
    this.#onTimeOut = onTimeOut;
  }

  get oldest(): Handout<Parcel> | undefined {
    return this.#oldest;
  }

  handOut(parcel: Parcel): Handout<Parcel> {
    const handout = new Handout(parcel, this.#clock.monotonic() + this.#redeliverAfterMs);
    this.count += 1;
    handout.older = this.#newest;
    if (this.#newest === undefined) this.#oldest = handout;
    else this.#newest.newer = handout;
    this.#newest = handout;
    this.#planTimeOut(this.#redeliverAfterMs);
    return handout;
  }

  settle(handout: Handout<Parcel>, how: Settlement): void {
    const { older, newer } = handout;
    if (older === undefined) this.#oldest = newer;
    else older.newer = newer;
    if (newer === undefined) this.#newest = older;
    else newer.older = older;
    handout.older = undefined;
    handout.newer = undefined;
    this.count -= 1;
    handout.settle(how);
    if (this.count === 0) this.#onIdle?.();
  }

  /** Resolves when nothing is in flight, when the time is over, or when somebody stops the waiting. */
  async idleOr(graceMs: number): Promise<void> {
    if (this.count === 0 || graceMs <= 0) return;
    await new Promise<void>((resolve) => {
      const cancel = this.#clock.after(graceMs, resolve, { keepsProcessAlive: true });
      this.#onIdle = () => {
        cancel();
        resolve();
      };
    });
  }

  stopWaiting(): void {
    this.#onIdle?.();
  }

  /** Nothing times out any more. */
  end(): void {
    this.#cancelTimeOut?.();
  }

  /** One alarm for all that is in flight. It is set when it last rang and something was out, so that settling costs nothing. */
  #planTimeOut(milliseconds: number): void {
    if (this.#isTimeOutPlanned) return;
    this.#isTimeOutPlanned = true;
    this.#cancelTimeOut = this.#clock.after(milliseconds, () => {
      this.#isTimeOutPlanned = false;
      const now = this.#clock.monotonic();
      // A timer of Node may ring a fraction of a millisecond early.
      while (this.#oldest !== undefined && this.#oldest.deadline <= now + 1) this.#onTimeOut(this.#oldest);
      if (this.#oldest !== undefined) this.#planTimeOut(this.#oldest.deadline - now);
    });
  }
}
