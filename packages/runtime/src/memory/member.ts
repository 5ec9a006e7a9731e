import { throwLater } from "../failure/throw-later.ts";
import { maxInFlightOf, type SubscribeSettings } from "../ports/subscribe-settings.ts";
import type { Delivery, DeliveryHandler, Subscription } from "../ports/transport.ts";
import type { Backlog, Parcel, Taker } from "./backlog.ts";
import { deliveryOf, Handout, type Settlement } from "./handout.ts";
import { defaultRedeliveryDelayMs, type MemorySettings } from "./options.ts";
import type { Turns, Wakeable } from "./turns.ts";

export type MemberWorld = {
  readonly settings: MemorySettings;
  readonly turns: Turns;
  readonly onClosed: (member: Member) => void;
};

/** A subscription: one member of a group, with so many hands. */
export class Member implements Subscription, Taker, Wakeable {
  readonly closed: Promise<void>;
  readonly #backlogs: readonly Backlog[];
  readonly #handler: DeliveryHandler;
  readonly #world: MemberWorld;
  readonly #group: string;
  readonly #inOrder: boolean;
  readonly #redeliverAfterMs: number;
  #maxInFlight: number;
  #inFlight = 0;
  #nextBacklog = 0;
  #oldest: Handout | undefined;
  #newest: Handout | undefined;
  #isTimeOutPlanned = false;
  #cancelTimeOut: (() => void) | undefined;
  #isOpen = true;
  #onIdle: (() => void) | undefined;
  #closing: Promise<void> | undefined;
  #resolveClosed: () => void = () => {};

  constructor(
    settings: SubscribeSettings,
    backlogs: readonly Backlog[],
    handler: DeliveryHandler,
    world: MemberWorld,
  ) {
    this.#backlogs = backlogs;
    this.#handler = handler;
    this.#world = world;
    this.#group = settings.group;
    this.#inOrder = settings.order === "key";
    this.#maxInFlight = settings.maxInFlight;
    this.#redeliverAfterMs = settings.redeliverAfterMs;
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
    for (const backlog of backlogs) backlog.join(this);
    const { signal } = settings;
    if (signal === undefined) return;
    const onAbort = () => {
      void this.close({ graceMs: 0 });
      // Where it was closing already, with grace, that is over, too.
      this.#onIdle?.();
    };
    if (signal.aborted) onAbort();
    else {
      signal.addEventListener("abort", onAbort, { once: true });
      void this.closed.then(() => signal.removeEventListener("abort", onAbort));
    }
  }

  resize(maxInFlight: number): void {
    this.#maxInFlight = maxInFlightOf(maxInFlight);
    this.wake();
  }

  close({ graceMs = 10_000 }: { readonly graceMs?: number } = {}): Promise<void> {
    this.#closing ??= this.#close(graceMs);
    return this.#closing;
  }

  takeOne(): boolean {
    if (!this.#isOpen || this.#inFlight >= this.#maxInFlight) return false;
    for (let tried = 0; tried < this.#backlogs.length; tried += 1) {
      this.#nextBacklog = (this.#nextBacklog + 1) % this.#backlogs.length;
      const parcel = this.#backlogs[this.#nextBacklog]?.take(this.#inOrder);
      if (parcel === undefined) continue;
      this.#handOut(parcel);
      return true;
    }
    return false;
  }

  /** Takes what it can. */
  wake(): void {
    const { turns } = this.#world;
    let found = true;
    while (found && !turns.isOver) found = this.takeOne();
    if (found) turns.wakeLater(this);
  }

  #handOut(parcel: Parcel): void {
    const { clock } = this.#world.settings;
    this.#world.turns.spend();
    parcel.attempts += 1;
    const handout = new Handout(parcel, clock.monotonic() + this.#redeliverAfterMs);
    this.#inFlight += 1;
    this.#append(handout);
    this.#planTimeOut(this.#redeliverAfterMs);
    const delivery = deliveryOf(handout, this.#group, clock.now());
    // What went wrong is the layers' to tell; to the transport it means one thing.
    resultOf(this.#handler, delivery).then(
      () => this.#handled(handout),
      () => this.#giveBack(handout, "given back"),
    );
  }

  #handled(handout: Handout): void {
    if (!handout.isOpen) return;
    this.#settle(handout, "handled");
    handout.parcel.from.handled(handout.parcel);
    this.wake();
  }

  #giveBack(handout: Handout, why: Settlement): void {
    if (!handout.isOpen) return;
    this.#settle(handout, why);
    const { parcel } = handout;
    parcel.from.giveBack(parcel, this.#isOpen ? this.#restOf(parcel) : 0);
    // Not at once: a handler that throws before its first await would call itself.
    if (this.#isOpen) this.#world.turns.wakeLater(this);
  }

  /** A function that was handed in may fail, and the message must come back all the same. */
  #restOf({ attempts }: Parcel): number {
    try {
      return this.#world.settings.redeliveryDelayMs(attempts);
    } catch (error) {
      throwLater(error);
      return defaultRedeliveryDelayMs(attempts);
    }
  }

  #settle(handout: Handout, how: Settlement): void {
    this.#remove(handout);
    this.#inFlight -= 1;
    handout.settle(how);
    if (this.#inFlight === 0) this.#onIdle?.();
  }

  /** One alarm for all that is in flight. It is set when it last rang and something was out, so that settling costs nothing. */
  #planTimeOut(milliseconds: number): void {
    if (this.#isTimeOutPlanned) return;
    this.#isTimeOutPlanned = true;
    this.#cancelTimeOut = this.#world.settings.clock.after(milliseconds, () => {
      this.#isTimeOutPlanned = false;
      const now = this.#world.settings.clock.monotonic();
      // A timer of Node may ring a fraction of a millisecond early.
      while (this.#oldest !== undefined && this.#oldest.deadline <= now + 1)
        this.#giveBack(this.#oldest, "timed out");
      if (this.#oldest !== undefined) this.#planTimeOut(this.#oldest.deadline - now);
    });
  }

  async #close(graceMs: number): Promise<void> {
    this.#isOpen = false;
    for (const backlog of this.#backlogs) backlog.leave(this);
    if (this.#inFlight > 0 && graceMs > 0) await this.#idleOr(graceMs);
    while (this.#oldest !== undefined) this.#giveBack(this.#oldest, "closed");
    this.#cancelTimeOut?.();
    this.#world.onClosed(this);
    this.#resolveClosed();
  }

  #idleOr(graceMs: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#world.settings.clock.after(graceMs, resolve, { keepsProcessAlive: true });
      this.#onIdle = () => {
        cancel();
        resolve();
      };
    });
  }

  #append(handout: Handout): void {
    handout.older = this.#newest;
    if (this.#newest === undefined) this.#oldest = handout;
    else this.#newest.newer = handout;
    this.#newest = handout;
  }

  #remove(handout: Handout): void {
    const { older, newer } = handout;
    if (older === undefined) this.#oldest = newer;
    else older.newer = newer;
    if (newer === undefined) this.#newest = older;
    else newer.older = older;
    handout.older = undefined;
    handout.newer = undefined;
  }
}

/** A handler in JavaScript may answer anything, and may throw before it answers. */
function resultOf(handler: DeliveryHandler, delivery: Delivery): Promise<void> {
  try {
    return Promise.resolve(handler(delivery));
  } catch (error) {
    return Promise.reject(error);
  }
}
