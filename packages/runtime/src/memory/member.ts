import { maxInFlightOf, type SubscribeSettings } from "../ports/subscribe-settings.ts";
import type { DeliveryHandler, Subscription } from "../ports/transport.ts";
import { callHandler } from "../transport/call-handler.ts";
import { closeOnAbort } from "../transport/close-on-abort.ts";
import { receiverOf } from "../transport/frugal-handlers.ts";
import type { Handout, Settlement } from "../transport/handout.ts";
import { InFlight } from "../transport/in-flight.ts";
import { restAfter } from "../transport/redelivery-delay.ts";
import type { Backlog, Parcel, Taker } from "./backlog.ts";
import { deliveryOf } from "./delivery.ts";
import type { MemorySettings } from "./options.ts";
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
  readonly #inFlight: InFlight<Parcel>;
  #maxInFlight: number;
  #nextBacklog = 0;
  #isOpen = true;
  #closing: Promise<void> | undefined;
  #resolveClosed: () => void = () => {};

  constructor(
    settings: SubscribeSettings,
    backlogs: readonly Backlog[],
    handler: DeliveryHandler,
    world: MemberWorld,
  ) {
    this.#backlogs = backlogs;
    this.#handler = receiverOf(handler);
    this.#world = world;
    this.#group = settings.group;
    this.#inOrder = settings.order === "key";
    this.#maxInFlight = settings.maxInFlight;
    this.#inFlight = new InFlight(world.settings.clock, settings.redeliverAfterMs, (late) =>
      this.#giveBack(late, "timed out"),
    );
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
    for (const backlog of backlogs) backlog.join(this);
    closeOnAbort(settings.signal, { close: (options) => this.close(options), closed: this.closed }, () =>
      this.#inFlight.stopWaiting(),
    );
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
    if (!this.#isOpen || this.#inFlight.count >= this.#maxInFlight) return false;
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
    this.#world.turns.spend();
    parcel.attempts += 1;
    const handout = this.#inFlight.handOut(parcel);
    const delivery = deliveryOf(handout, this.#group, this.#world.settings.clock.now());
    // What went wrong is the layers' to tell; to the transport it means one thing.
    callHandler(this.#handler, delivery).then(
      () => this.#handled(handout),
      () => this.#giveBack(handout, "given back"),
    );
  }

  #handled(handout: Handout<Parcel>): void {
    if (!handout.isOpen) return;
    this.#inFlight.settle(handout, "handled");
    handout.parcel.from.handled(handout.parcel);
    this.wake();
  }

  #giveBack(handout: Handout<Parcel>, why: Settlement): void {
    if (!handout.isOpen) return;
    this.#inFlight.settle(handout, why);
    const { parcel } = handout;
    const { redeliveryDelayMs } = this.#world.settings;
    parcel.from.giveBack(parcel, this.#isOpen ? restAfter(parcel.attempts, redeliveryDelayMs) : 0);
    // Not at once: a handler that throws before its first await would call itself.
    if (this.#isOpen) this.#world.turns.wakeLater(this);
  }

  async #close(graceMs: number): Promise<void> {
    this.#isOpen = false;
    for (const backlog of this.#backlogs) backlog.leave(this);
    await this.#inFlight.idleOr(graceMs);
    for (let open = this.#inFlight.oldest; open !== undefined; open = this.#inFlight.oldest)
      this.#giveBack(open, "closed");
    this.#inFlight.end();
    this.#world.onClosed(this);
    this.#resolveClosed();
  }
}
