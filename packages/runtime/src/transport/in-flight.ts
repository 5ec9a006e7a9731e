import { Chain } from "../collections/chain.ts";
import type { Clock } from "../ports/clock.ts";
import { Handout, type Settlement } from "./handout.ts";

/** What is with the handlers of one member: how much, since when, and who waits for it to end. */
export class InFlight<Parcel> {
  /** In the order in which they were handed out, which is the order in which they time out. */
  readonly #out = new Chain<Handout<Parcel>>();
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

  get count(): number {
    return this.#out.size;
  }

  get oldest(): Handout<Parcel> | undefined {
    return this.#out.first;
  }

  handOut(parcel: Parcel): Handout<Parcel> {
    const handout = new Handout(parcel, this.#clock.monotonic() + this.#redeliverAfterMs);
    this.#out.push(handout);
    this.#planTimeOut(this.#redeliverAfterMs);
    return handout;
  }

  settle(handout: Handout<Parcel>, how: Settlement): void {
    this.#out.remove(handout);
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
      const out = this.#out;
      while (out.first !== undefined && out.first.deadline <= now + 1) this.#onTimeOut(out.first);
      if (out.first !== undefined) this.#planTimeOut(out.first.deadline - now);
    });
  }
}
