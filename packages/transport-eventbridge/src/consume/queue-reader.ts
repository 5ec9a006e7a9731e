import type { Clock, Logger } from "@concordat/runtime";
import type { Hands } from "@concordat/runtime/transport";
import { jitteredPause } from "@concordat/runtime/transport";
import { type EventBridgeDriver, type ReceivedMessage, requestMessages } from "../driver/driver.ts";
import type { EventBridgeSettings } from "../settings.ts";
import { transport } from "../transport-name.ts";
import { readMessage } from "../wire/decode-message.ts";
import { Acknowledgements } from "./acknowledgements.ts";
import { batchesOf } from "./batches.ts";
import { KnownMessages } from "./known-messages.ts";
import { pauses } from "./pauses.ts";
import type { QueueArrival, Ticket } from "./ticket.ts";

export type QueueReaderOptions = {
  readonly driver: EventBridgeDriver;
  readonly settings: Pick<EventBridgeSettings, "waitSeconds" | "receiversAtOnce" | "requestTimeoutMs">;
  readonly address: string;
  readonly queueUrl: string;
  readonly visibilitySeconds: number;
  readonly hands: Hands<Ticket>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Ends requests that nobody waits for any more. */
  readonly signal: AbortSignal;
  /** The queue is gone. */
  readonly onGone: (queueUrl: string, error: unknown) => void;
};

/** What one member fetches from one queue, and tells it. */
export class QueueReader {
  readonly #options: QueueReaderOptions;
  readonly #acknowledgements: Acknowledgements;
  readonly #known = new KnownMessages();
  readonly #receiving = new Set<Promise<void>>();
  #isOpen = true;
  /** How many requests for messages may be under way: more while each comes back full. */
  #allowed = 1;
  #asked = 0;
  #failures = 0;
  /** Ends a pause. */
  #wake: (() => void) | undefined;
  /** Why the last request failed, until one succeeds. */
  trouble: string | undefined = undefined;

  constructor(options: QueueReaderOptions) {
    this.#options = options;
    this.#acknowledgements = new Acknowledgements(options);
  }

  get address(): string {
    return this.#options.address;
  }

  get queueUrl(): string {
    return this.#options.queueUrl;
  }

  /** Asks for more where there is room. Cheap. */
  fetch(): void {
    while (this.#isOpen && this.#failures === 0 && this.#hasRoom()) this.#start();
  }

  stopFetching(): void {
    this.#isOpen = false;
    this.#wake?.();
  }

  handled(ticket: Ticket): void {
    this.#known.handled(ticket);
    this.#acknowledgements.add(ticket.handle);
  }

  /** What was not handled is anybody's again, and what was handled is told. */
  async leave(rest: readonly Ticket[]): Promise<void> {
    await Promise.all([this.giveBack(rest), this.#acknowledgements.idle()]);
  }

  /**
   * Resolves when the last request for messages has come back; what it brings goes back to the queue. A request that is broken off can
   * take messages with it that nobody sees until their time is over, so it is waited for.
   */
  async quiet(): Promise<void> {
    await Promise.all(this.#receiving);
  }

  async giveBack(tickets: readonly Ticket[]): Promise<void> {
    const { driver, queueUrl, logger } = this.#options;
    for (const ticket of tickets) this.#known.letGo(ticket);
    const given = batchesOf(tickets).map(async (batch) => {
      const handles = batch.map(({ handle }) => handle);
      await driver.hideMessages(queueUrl, handles, 0);
    });
    for (const outcome of await Promise.allSettled(given))
      if (outcome.status === "rejected")
        logger.debug("messages could not be given back, and come again later", {
          transport,
          queueUrl,
          error: outcome.reason,
        });
  }

  /** Answers those that are no longer this member's. */
  async keep(tickets: readonly Ticket[]): Promise<readonly Ticket[]> {
    const { driver, queueUrl, visibilitySeconds, clock } = this.#options;
    const lost: Ticket[] = [];
    await Promise.all(
      batchesOf(tickets).map(async (batch) => {
        const asked = clock.monotonic();
        try {
          const handles = batch.map(({ handle }) => handle);
          const failed = new Set(await driver.hideMessages(queueUrl, handles, visibilitySeconds));
          for (const [index, ticket] of batch.entries())
            if (failed.has(index)) lost.push(ticket);
            else ticket.hiddenUntil = asked + visibilitySeconds * 1_000;
        } catch {
          // Until their time is over they are this member's all the same.
          const now = clock.monotonic();
          lost.push(...batch.filter(({ hiddenUntil }) => hiddenUntil <= now));
        }
      }),
    );
    for (const ticket of lost) this.#known.letGo(ticket);
    return lost;
  }

  /** One request is always allowed when anything is wanted: of many queues none has to wait for the others. */
  #hasRoom(): boolean {
    const { wanted } = this.#options.hands;
    if (this.#receiving.size === 0) return wanted > 0;
    return this.#receiving.size < this.#allowed && wanted - this.#asked >= requestMessages;
  }

  #start(): void {
    const count = Math.min(requestMessages, this.#options.hands.wanted);
    this.#asked += count;
    const receiving = this.#receive(count).finally(() => {
      this.#asked -= count;
      this.#receiving.delete(receiving);
      this.fetch();
    });
    this.#receiving.add(receiving);
  }

  /** Until it succeeds, or nobody wants it any more. */
  async #receive(count: number): Promise<void> {
    for (;;) {
      try {
        await this.#receiveOnce(count);
        return;
      } catch (error) {
        if (!(await this.#isForAgain(error))) return;
      }
    }
  }

  async #receiveOnce(count: number): Promise<void> {
    const { driver, queueUrl, settings, visibilitySeconds, signal, clock } = this.#options;
    const { waitSeconds, receiversAtOnce, requestTimeoutMs } = settings;
    const timeOut = AbortSignal.timeout(waitSeconds * 1_000 + requestTimeoutMs);
    const asked = clock.monotonic();
    const options = { count, waitSeconds, visibilitySeconds };
    const messages = await driver.receive(queueUrl, options, AbortSignal.any([signal, timeOut]));
    this.#failures = 0;
    this.trouble = undefined;
    this.#allowed = messages.length === count ? Math.min(receiversAtOnce, this.#allowed + 1) : 1;
    // Hidden since they came, which may be long after they were asked for, and a little before they were here.
    const hiddenUntil = Math.max(asked, clock.monotonic() - 1_000) + visibilitySeconds * 1_000;
    await this.#handOver(messages, hiddenUntil);
  }

  async #handOver(messages: readonly ReceivedMessage[], hiddenUntil: number): Promise<void> {
    const late: Ticket[] = [];
    for (const { id, body, handle, receiveCount } of messages) {
      const held = this.#known.heldAs(id);
      if (held !== undefined) {
        held.handle = handle;
        held.hiddenUntil = hiddenUntil;
        continue;
      }
      if (this.#known.isHandled(id)) {
        this.#acknowledgements.add(handle);
        continue;
      }
      const ticket: Ticket = { queueUrl: this.queueUrl, id, handle, hiddenUntil };
      const read = readMessage(body);
      const arrival: QueueArrival = {
        address: this.address,
        key: read.key,
        raw: read.raw,
        position: read.id ?? id,
        attempts: receiveCount - 1,
        source: ticket,
        ticket,
      };
      // Before it is taken: a handler may be done with it at once.
      this.#known.hold(ticket);
      if (!this.#isOpen || !this.#options.hands.take(arrival)) late.push(ticket);
    }
    if (late.length > 0) await this.giveBack(late);
  }

  /** After a pause, if at all. */
  async #isForAgain(error: unknown): Promise<boolean> {
    const { queueUrl, clock, logger, signal, onGone } = this.#options;
    if (signal.aborted || !this.#isOpen) return false;
    const { name, message } = error as Error;
    if (name === "QueueDoesNotExist" || name === "AWS.SimpleQueueService.NonExistentQueue") {
      this.#isOpen = false;
      onGone(queueUrl, error);
      return false;
    }
    this.#failures += 1;
    this.trouble = `${name}: ${message}`;
    if (this.#failures === 1)
      logger.warn("messages cannot be fetched; it is tried again until it succeeds", {
        transport,
        queueUrl,
        trouble: this.trouble,
      });
    const { promise: woken, resolve: wake } = Promise.withResolvers<void>();
    const cancel = clock.after(jitteredPause(this.#failures, pauses), wake, { keepsProcessAlive: true });
    this.#wake = wake;
    await woken;
    cancel();
    return this.#isOpen;
  }
}
