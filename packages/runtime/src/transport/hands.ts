import { Chain, type Link } from "../collections/chain.ts";
import { DueQueue } from "../collections/due-queue.ts";
import { Queue } from "../collections/queue.ts";
import type { Clock } from "../ports/clock.ts";
import { maxInFlightOf, type SubscribeSettings } from "../ports/subscribe-settings.ts";
import type { DeliveryHandler } from "../ports/transport.ts";
import type { Arrival, HandsDriver } from "./arrival.ts";
import { callHandler } from "./call-handler.ts";
import { receiverOf } from "./frugal-handlers.ts";
import { HandedOut } from "./handed-out.ts";
import type { Handout, Settlement } from "./handout.ts";
import { InFlight } from "./in-flight.ts";
import { KeyLanes, type Lane } from "./key-lanes.ts";
import { defaultRedeliveryDelayMs, restAfter } from "./redelivery-delay.ts";

export type HandsOptions = {
  readonly clock: Clock;
  /** How much may have arrived and not be handled. Default: what may be in flight, and 256 more. */
  readonly lookAhead?: number;
  /** The same in bytes of bodies. Default 16 MiB. */
  readonly lookAheadBytes?: number;
  readonly redeliveryDelayMs?: (attempts: number) => number;
};

/** So many are handed out before those that are out have a chance to end. */
const stretch = 16;

class Parcel<Ticket> implements Link<Parcel<Ticket>> {
  before: Parcel<Ticket> | undefined = undefined;
  after: Parcel<Ticket> | undefined = undefined;
  readonly arrival: Arrival<Ticket>;
  attempts: number;
  handout: Handout<Parcel<Ticket>> | undefined = undefined;
  /** Of its key; `undefined` where it need not wait for others. */
  lane: Lane<Parcel<Ticket>> | undefined = undefined;
  /** Behind another one of its key. */
  isWaiting = false;
  /** No longer this member's: it was handled, given back or taken away. */
  isGone = false;

  constructor(arrival: Arrival<Ticket>) {
    this.arrival = arrival;
    this.attempts = arrival.attempts;
  }
}

/**
 * One member of a group, between a broker that delivers and a handler that works.
 *
 * What every transport must do in the same way stands here once: as many at a time as were asked for, a key's next only when
 * the one before is handled, a failed message again after a pause while other keys go on, nothing held longer than agreed, nothing handed
 * out once closing has begun. A driver fetches, acknowledges and gives back.
 */
export class Hands<Ticket> {
  readonly #settings: SubscribeSettings;
  readonly #handler: DeliveryHandler;
  readonly #driver: HandsDriver<Ticket>;
  readonly #decode: HandsDriver<Ticket>["decode"];
  readonly #ownHeaders: HandsDriver<Ticket>["ownHeaders"];
  readonly #clock: Clock;
  readonly #redeliveryDelayMs: (attempts: number) => number;
  readonly #ahead: number;
  readonly #aheadBytes: number;
  readonly #inFlight: InFlight<Parcel<Ticket>>;
  readonly #held = new Chain<Parcel<Ticket>>();
  readonly #ready = new Queue<Parcel<Ticket>>();
  readonly #again = new Queue<Parcel<Ticket>>();
  readonly #resting: DueQueue<Parcel<Ticket>>;
  readonly #lanes = new KeyLanes<Parcel<Ticket>>();
  /** Sources that are being taken away, and who waits for what of them is in flight. */
  readonly #leaving = new Map<object, () => void>();
  #bytes = 0;
  #maxInFlight: number;
  #isOpen = true;
  #isServing = false;
  #leftOfStretch = stretch;
  #isAgainPlanned = false;

  constructor(
    settings: SubscribeSettings,
    handler: DeliveryHandler,
    driver: HandsDriver<Ticket>,
    options: HandsOptions,
  ) {
    this.#settings = settings;
    this.#handler = receiverOf(handler);
    this.#driver = driver;
    this.#decode = (raw) => driver.decode(raw);
    this.#ownHeaders = (headers) => driver.ownHeaders(headers);
    this.#clock = options.clock;
    this.#redeliveryDelayMs = options.redeliveryDelayMs ?? defaultRedeliveryDelayMs;
    this.#maxInFlight = settings.maxInFlight;
    this.#ahead = options.lookAhead ?? 256;
    this.#aheadBytes = options.lookAheadBytes ?? 16 * 1_048_576;
    this.#inFlight = new InFlight(options.clock, settings.redeliverAfterMs, (late) =>
      this.#failed(late, "timed out"),
    );
    this.#resting = new DueQueue(options.clock, (parcel) => this.#offerAgain(parcel));
  }

  /** How many more it would take now. */
  get wanted(): number {
    if (!this.#isOpen || this.#bytes >= this.#aheadBytes) return 0;
    return Math.max(0, this.#maxInFlight + this.#ahead - this.#held.size);
  }

  get inFlight(): number {
    return this.#inFlight.count;
  }

  /** What it has and has not handled, so that the broker can be told that it is still wanted. */
  *held(): Iterable<Arrival<Ticket>> {
    for (const { arrival } of this.#held) yield arrival;
  }

  /** Answers whether it was taken: what comes when closing has begun is for the driver to give back. */
  take(arrival: Arrival<Ticket>): boolean {
    if (!this.#isOpen || this.#leaving.has(arrival.source)) return false;
    const parcel = new Parcel(arrival);
    this.#held.push(parcel);
    this.#bytes += arrival.raw.body.length;
    if (this.#enterLane(parcel)) {
      this.#ready.push(parcel);
      this.#serve();
    }
    return true;
  }

  resize(maxInFlight: number): void {
    this.#maxInFlight = maxInFlightOf(maxInFlight);
    this.#serve();
    this.#driver.hungry();
  }

  /**
   * Stops handing out what came from this source, waits for what of it is with the handler, `graceMs` at most, and lets go of it. Answers
   * what was not handled, in the order in which it came: it is the caller's again.
   */
  async release(source: object, graceMs: number): Promise<readonly Arrival<Ticket>[]> {
    const isOut = () => [...this.#held].some(({ arrival, handout }) => handout && arrival.source === source);
    if (graceMs > 0 && isOut())
      await new Promise<void>((resolve) => {
        const cancel = this.#clock.after(graceMs, resolve, { keepsProcessAlive: true });
        this.#leaving.set(source, () => {
          if (isOut()) return;
          cancel();
          resolve();
        });
      });
    const rest = this.#letGo((arrival) => arrival.source === source);
    this.#leaving.delete(source);
    return rest;
  }

  /** The same for all that there is, for good. */
  async close(graceMs: number): Promise<readonly Arrival<Ticket>[]> {
    this.#isOpen = false;
    await this.#inFlight.idleOr(graceMs);
    this.#resting.clear();
    const rest = this.#letGo(() => true);
    // Who waits for a source to be released waits for nothing now.
    for (const tell of this.#leaving.values()) tell();
    this.#inFlight.end();
    return rest;
  }

  /** Ends the grace of a `close` that is under way. */
  stopWaiting(): void {
    this.#inFlight.stopWaiting();
  }

  /** Answers whether it may be handed out now. */
  #enterLane(parcel: Parcel<Ticket>): boolean {
    const { address, key } = parcel.arrival;
    if (key === undefined || this.#settings.order === "none") return true;
    parcel.lane = this.#lanes.of(address, key);
    parcel.isWaiting = !parcel.lane.enter(parcel);
    return !parcel.isWaiting;
  }

  #leaveLane({ lane }: Parcel<Ticket>): void {
    let next = lane?.leave();
    while (next?.isGone) next = lane?.leave();
    if (next === undefined) return;
    next.isWaiting = false;
    this.#ready.push(next);
  }

  /**
   * A few at a stretch, and on in a microtask: a handler that is quick is done by then. What is decoded is several times as large as what
   * waits, so the fewer messages are out at once, the less the garbage collector has to move: up to a tenth of what consuming an event costs.
   *
   * Not while it is serving: a handler may settle at once and call back in here.
   */
  #serve(): void {
    if (this.#isServing || this.#leftOfStretch === 0) return;
    this.#isServing = true;
    try {
      while (this.#isOpen && this.#leftOfStretch > 0 && this.#inFlight.count < this.#maxInFlight) {
        const parcel = this.#again.shift() ?? this.#ready.shift();
        if (parcel === undefined) break;
        if (parcel.isGone || this.#leaving.has(parcel.arrival.source)) continue;
        if (this.#leftOfStretch === stretch) this.#planNextStretch();
        this.#leftOfStretch -= 1;
        this.#handOut(parcel);
      }
    } finally {
      this.#isServing = false;
    }
  }

  #planNextStretch(): void {
    queueMicrotask(() => {
      this.#leftOfStretch = stretch;
      this.#serve();
    });
  }

  #handOut(parcel: Parcel<Ticket>): void {
    const { arrival } = parcel;
    parcel.attempts += 1;
    this.#driver.handingOut?.(arrival, parcel.attempts);
    const handout = this.#inFlight.handOut(parcel);
    parcel.handout = handout;
    const delivery = new HandedOut({
      address: arrival.address,
      group: this.#settings.group,
      key: arrival.key,
      attempt: parcel.attempts,
      position: arrival.position,
      receivedAt: this.#clock.now(),
      raw: arrival.raw,
      decode: this.#decode,
      ownHeaders: this.#ownHeaders,
      handout,
    });
    // What went wrong is the layers' to tell; to the transport it means one thing.
    callHandler(this.#handler, delivery).then(
      () => this.#handled(handout),
      () => this.#failed(handout, "given back"),
    );
  }

  #handled(handout: Handout<Parcel<Ticket>>): void {
    if (!handout.isOpen) return;
    const { parcel } = handout;
    this.#settle(handout, "handled");
    this.#forget(parcel);
    this.#leaveLane(parcel);
    this.#driver.handled(parcel.arrival);
    this.#tellLeaving(parcel);
    this.#serve();
    this.#driver.hungry();
  }

  /** The key stays taken: those behind wait for the next attempt. */
  #failed(handout: Handout<Parcel<Ticket>>, why: Settlement): void {
    if (!handout.isOpen) return;
    const { parcel } = handout;
    this.#settle(handout, why);
    if (this.#isOpen) {
      const restMs = restAfter(parcel.attempts, this.#redeliveryDelayMs);
      if (restMs > 0) this.#resting.put(parcel, restMs);
      else this.#offerAgain(parcel);
    }
    this.#tellLeaving(parcel);
    this.#serve();
  }

  #settle(handout: Handout<Parcel<Ticket>>, how: Settlement): void {
    handout.parcel.handout = undefined;
    this.#inFlight.settle(handout, how);
  }

  /** Not at once: a handler that throws before its first await would call itself. */
  #offerAgain(parcel: Parcel<Ticket>): void {
    this.#again.push(parcel);
    if (this.#isAgainPlanned) return;
    this.#isAgainPlanned = true;
    setImmediate(() => {
      this.#isAgainPlanned = false;
      this.#serve();
    });
  }

  #tellLeaving({ arrival }: Parcel<Ticket>): void {
    if (this.#leaving.size > 0) this.#leaving.get(arrival.source)?.();
  }

  #forget(parcel: Parcel<Ticket>): void {
    parcel.isGone = true;
    this.#held.remove(parcel);
    this.#bytes -= parcel.arrival.raw.body.length;
  }

  #letGo(isMeant: (arrival: Arrival<Ticket>) => boolean): Arrival<Ticket>[] {
    const rest: Arrival<Ticket>[] = [];
    const heads: Parcel<Ticket>[] = [];
    // A copy: whoever listens to a signal is called while it is aborted, and may do anything.
    for (const parcel of [...this.#held]) {
      if (parcel.isGone || !isMeant(parcel.arrival)) continue;
      rest.push(parcel.arrival);
      if (!parcel.isWaiting) heads.push(parcel);
      this.#forget(parcel);
      if (parcel.handout !== undefined) this.#settle(parcel.handout, "closed");
    }
    // Lanes after all of them are gone, or one would be handed out that is let go of in the next step.
    for (const head of heads) this.#leaveLane(head);
    this.#serve();
    return rest;
  }
}
