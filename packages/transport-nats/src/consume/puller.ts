import type { Clock } from "@concordat/runtime";
import { type Arrival, jitteredPause } from "@concordat/runtime/transport";
import type { NatsLink, WireMessage, WireSubscription } from "../drivers/driver.ts";
import type { Violation } from "../drivers/violation.ts";
import { nanosecondsPerMs, requestWaitsMs } from "../topology/jetstream.ts";
import { headersOfBlock, keyOf, type Status, statusOf } from "../wire/headers.ts";
import { factsOfAck } from "./ack-subject.ts";
import type { Acknowledgements } from "./acknowledgements.ts";
import { RecentlyAcknowledged } from "./recently-acknowledged.ts";

/** What it takes to settle a message. A message that comes once more while it is held has another reply from then on. */
export type Ticket = { readonly puller: Puller; readonly sequence: number; reply: string };

export type PullerOptions = {
  readonly link: NatsLink;
  readonly clock: Clock;
  /** Of the whole member. */
  readonly acknowledgements: Acknowledgements;
  /** Subject of the request for more. */
  readonly nextSubject: string;
  readonly address: string;
  /** How often the server tells a silent puller that it is still there. */
  readonly heartbeatMs: number;
  /** How many more it may ask for now, beyond what is held and asked for already. */
  readonly room: (puller: Puller) => number;
  readonly take: (arrival: Arrival<Ticket>) => boolean;
  /** The consumer may be gone for good, or its server starts; whoever is told finds out. */
  readonly onTrouble: (puller: Puller, trouble: string) => void;
  /** What comes from the consumer may not be heard: it reads nothing any more. */
  readonly onViolation: (violation: Violation) => void;
  /** With it, order survives what was lost on its way. */
  readonly inOrder:
    | {
        /** How many messages are delivered and not acknowledged, in all of the group, and how many deliveries there were. */
        state(): Promise<{ readonly unsettled: number; readonly turn: number }>;
        /** After so long without a sign of life the server gives a message to another. */
        readonly ackWaitMs: number;
        /** So many are with somebody else, who keeps them: a client that knows nothing of partitions. */
        onElsewhere(missing: number): void;
      }
    | undefined;
};

type InOrder = NonNullable<PullerOptions["inOrder"]>;

const again = Buffer.from("-NAK");
const working = Buffer.from("+WPI");
/**
 * Fetches from one consumer, as much as there is room for, and answers for what it fetched.
 *
 * Asks again before what it asked for has come, so that the server never waits. In order: what was
 * delivered to somebody who is gone, or into a connection that broke, comes again only when its time is over, and later messages of its key would overtake
 * it. So whenever that may be, arrivals are collected until all that the server has out is here, and handed on in the order of the stream. It may be at the
 * beginning, after a reconnect, and when the consumer's count of deliveries has a gap: then something went to a pull of a connection whose end the
 * server has not noticed yet.
 */
export class Puller {
  readonly address: string;
  readonly #options: PullerOptions;
  readonly #held = new Map<number, Ticket>();
  readonly #acknowledged = new RecentlyAcknowledged();
  /** Came when they could not be taken any more. */
  readonly #late: Ticket[] = [];
  #subscription: WireSubscription | undefined;
  #inbox = "";
  #pulls = 0;
  /** Asked for, and not come. */
  #asked = 0;
  #lastHeard: number;
  #collected: Arrival<Ticket>[] | undefined;
  /** The consumer's last delivery that is known of. */
  #turn: number | undefined;
  /** How often a delivery was seen to be missing. */
  #gaps = 0;
  #isOpen = true;
  #retry: (() => void) | undefined;
  #retries = 0;
  #ticksOfDoubt = 0;
  #drained: Promise<void> | undefined;

  constructor(options: PullerOptions) {
    this.#options = options;
    this.address = options.address;
    this.#lastHeard = options.clock.monotonic();
  }

  get held(): number {
    return this.#held.size;
  }

  get asked(): number {
    return this.#asked;
  }

  start(): void {
    const { link } = this.#options;
    this.#inbox = link.inbox();
    this.#subscription = link.subscribe(
      `${this.#inbox}.*`,
      (message) => this.#onMessage(message),
      (violation) => this.#options.onViolation(violation),
    );
    this.restart();
  }

  /** What was asked for will not come: the connection, or the consumer's leader, is another one. */
  restart(): void {
    if (!this.#isOpen) return;
    this.#asked = 0;
    this.#lastHeard = this.#options.clock.monotonic();
    this.#retry?.();
    this.#retry = undefined;
    for (const reply of this.#acknowledged.doubt()) this.#options.acknowledgements.add(reply);
    this.#ticksOfDoubt = 6;
    if (this.#options.inOrder === undefined) this.fill();
    else this.#collect(this.#options.inOrder);
  }

  /** Asks for more if there is room for half as much as it would want. Called often. */
  fill(): void {
    if (!this.#isOpen || this.#collected !== undefined || this.#retry !== undefined) return;
    if (!this.#options.link.isConnected) return;
    const room = this.#options.room(this);
    if (room > 0 && room >= this.#asked) this.#pull(room);
  }

  /** Acknowledges. */
  handled(ticket: Ticket): void {
    if (!this.#held.delete(ticket.sequence)) return;
    this.#acknowledged.add(ticket);
    this.#options.acknowledgements.add(ticket.reply);
  }

  /** Tells the server that all of it is still wanted, and looks whether the server lives. */
  tick(): void {
    const { link, clock, heartbeatMs } = this.#options;
    if (!link.isConnected) return;
    this.#ticksOfDoubt -= 1;
    if (this.#ticksOfDoubt === 0) this.#acknowledged.endDoubt();
    for (const { reply } of this.#held.values()) link.publish(reply, working);
    if (this.#asked > 0 && clock.monotonic() - this.#lastHeard > 2.5 * heartbeatMs) this.restart();
    else this.fill();
  }

  /** Nothing is asked for any more. What is on its way is given back with the rest. */
  stop(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#retry?.();
    for (const { ticket } of this.#collected ?? []) this.#late.push(ticket);
    this.#collected = undefined;
    this.#drained = this.#subscription?.drain();
  }

  /**
   * Gives back these and what came late, in the order of the stream. Resolves when the server has them back, so that
   * whoever reads next gets them first.
   */
  async giveBack(rest: readonly Ticket[]): Promise<void> {
    const { link, acknowledgements } = this.#options;
    await this.#drained;
    if (!link.isConnected) return;
    acknowledgements.flush();
    const tickets = [...rest, ...this.#late].toSorted((one, other) => one.sequence - other.sequence);
    this.#late.length = 0;
    const last = tickets.pop();
    for (const ticket of tickets) this.#giveBackOne(ticket);
    if (last === undefined) return;
    this.#held.delete(last.sequence);
    // With an answer, which the last one has when all before it were looked at.
    await link.request(last.reply, again, 2_000).catch(() => undefined);
  }

  #giveBackOne({ reply, sequence }: Ticket): void {
    this.#held.delete(sequence);
    this.#options.link.publish(reply, again);
  }

  #pull(count: number): void {
    this.#pulls += 1;
    this.#asked += count;
    const { link, nextSubject, heartbeatMs } = this.#options;
    const asked = {
      batch: count,
      expires: requestWaitsMs * nanosecondsPerMs,
      idle_heartbeat: heartbeatMs * nanosecondsPerMs,
    };
    link.publish(nextSubject, Buffer.from(JSON.stringify(asked)), undefined, `${this.#inbox}.${this.#pulls}`);
  }

  #onMessage(message: WireMessage): void {
    const { link, clock } = this.#options;
    this.#lastHeard = clock.monotonic();
    const block = link.headersOf(message);
    const { reply } = message;
    const facts = reply === undefined ? undefined : factsOfAck(reply);
    if (facts === undefined || reply === undefined) {
      if (block !== undefined) this.#onStatus(statusOf(block));
      return;
    }
    this.#retries = 0;
    this.#asked = Math.max(0, this.#asked - 1);
    this.#follow(facts.turn);
    this.#onDelivery(message, block, facts.sequence, facts.deliveries - 1, reply);
    this.fill();
  }

  #follow(turn: number): void {
    const { inOrder } = this.#options;
    const isNext = this.#turn === undefined || turn === this.#turn + 1;
    this.#turn = turn;
    if (isNext || inOrder === undefined) return;
    this.#gaps += 1;
    this.#collect(inOrder);
  }

  #onDelivery(
    { data }: WireMessage,
    block: Uint8Array | undefined,
    sequence: number,
    attempts: number,
    reply: string,
  ): void {
    const known = this.#held.get(sequence);
    if (known !== undefined) {
      known.reply = reply;
      return;
    }
    if (this.#acknowledged.isDoubtful(sequence)) {
      this.#options.acknowledgements.add(reply);
      return;
    }
    const ticket: Ticket = { puller: this, sequence, reply };
    if (!this.#isOpen) {
      this.#late.push(ticket);
      return;
    }
    const headers = headersOfBlock(block);
    const arrival: Arrival<Ticket> = {
      address: this.address,
      key: keyOf(headers),
      raw: { headers, body: data },
      position: String(sequence),
      attempts,
      source: this,
      ticket,
    };
    this.#held.set(sequence, ticket);
    if (this.#collected === undefined) this.#handOn(arrival);
    else this.#collected.push(arrival);
  }

  #handOn(arrival: Arrival<Ticket>): void {
    if (this.#options.take(arrival)) return;
    this.#held.delete(arrival.ticket.sequence);
    this.#late.push(arrival.ticket);
  }

  #onStatus({ code, text, headers }: Status): void {
    if (code === 100) return;
    const left = Number(headers["Nats-Pending-Messages"] ?? Number.NaN);
    // It is over, with so many of it not come.
    if ((code === 408 || code === 409) && left >= 0) {
      this.#asked = Math.max(0, this.#asked - left);
      this.fill();
      return;
    }
    this.#asked = 0;
    this.#options.onTrouble(this, code === 503 ? "nobody answers for the consumer" : `${code} ${text}`);
    this.#retryLater();
  }

  #retryLater(): void {
    if (this.#retry !== undefined || !this.#isOpen) return;
    this.#retries += 1;
    const pause = jitteredPause(this.#retries, { firstMs: 50, mostMs: 2_000 });
    this.#retry = this.#options.clock.after(pause, () => {
      this.#retry = undefined;
      this.restart();
    });
  }

  #collect(inOrder: InOrder): void {
    if (this.#collected !== undefined) return;
    const collected: Arrival<Ticket>[] = [];
    this.#collected = collected;
    void this.#collectAll(collected, inOrder);
  }

  async #collectAll(collected: Arrival<Ticket>[], inOrder: InOrder): Promise<void> {
    const { clock } = this.#options;
    // What nobody works on comes within one time of waiting, and the server looks now and then only.
    const end = clock.monotonic() + 2 * inOrder.ackWaitMs + 5_000;
    for (let pauseMs = 5; this.#collected === collected; pauseMs = Math.min(500, pauseMs * 2)) {
      const gaps = this.#gaps;
      // What comes while the question is under way may be new, and not in the answer.
      const here = [...this.#held.keys()];
      const state = await inOrder.state().catch(() => undefined);
      if (this.#collected !== collected) return;
      if (state !== undefined) {
        const known = here.filter((sequence) => this.#held.has(sequence)).length;
        const missing = state.unsettled - known;
        const isWhole = missing <= 0 && gaps === this.#gaps;
        const isOver = clock.monotonic() > end;
        if (isOver && !isWhole) inOrder.onElsewhere(missing);
        if (isOver || isWhole) {
          this.#turn = Math.max(this.#turn ?? 0, state.turn);
          break;
        }
        if (missing > 0 && this.#asked === 0) this.#pull(missing);
      }
      await clock.sleep(pauseMs);
    }
    if (this.#collected !== collected) return;
    this.#collected = undefined;
    collected.sort((one, other) => one.ticket.sequence - other.ticket.sequence);
    for (const arrival of collected) this.#handOn(arrival);
    this.fill();
  }
}
