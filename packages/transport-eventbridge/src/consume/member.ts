import {
  type Clock,
  type DeliveryHandler,
  type Logger,
  type SubscribeSettings,
  transportErrors,
} from "@concordat/runtime";
import { Hands, type OpenSubscription, openSubscription } from "@concordat/runtime/transport";
import type { EventBridgeDriver } from "../driver/driver.ts";
import type { EventBridgeSettings } from "../settings.ts";
import { transport } from "../transport-name.ts";
import { decodeContent } from "../wire/decode-message.ts";
import { ownHeaders } from "../wire/headers.ts";
import { QueueReader } from "./queue-reader.ts";
import type { QueueArrival, Ticket } from "./ticket.ts";
import { visibilitySecondsOf } from "./visibility.ts";

export type MemberOptions = {
  readonly driver: EventBridgeDriver;
  readonly settings: EventBridgeSettings;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  readonly queues: readonly { readonly address: string; readonly queueUrl: string }[];
};

/** One subscription: its hands, and a reader for the queue of each address. */
export class Member {
  readonly group: string;
  readonly readers: readonly QueueReader[];
  readonly #readerOf: (ticket: Ticket) => QueueReader | undefined;
  readonly subscription: OpenSubscription;
  readonly #hands: Hands<Ticket>;
  readonly #visibilityMs: number;
  readonly #clock: Clock;
  #cancelKeeping: (() => void) | undefined;
  #keeping: Promise<void> | undefined;

  constructor(asked: SubscribeSettings, handler: DeliveryHandler, options: MemberOptions) {
    const { queues, ...shared } = options;
    const { clock, settings } = options;
    const visibilitySeconds = visibilitySecondsOf(asked.redeliverAfterMs);
    this.group = asked.group;
    this.#clock = clock;
    this.#visibilityMs = visibilitySeconds * 1_000;
    const handsDriver = {
      decode: decodeContent,
      ownHeaders,
      handled: ({ ticket }: QueueArrival) => this.#readerOf(ticket)?.handled(ticket),
      hungry: () => this.#fetch(),
    };
    // What waits here nobody else of the group can have, so it is no more than what is on its way anyhow.
    const lookAhead = settings.receiversAtOnce * 10;
    this.#hands = new Hands<Ticket>(asked, handler, handsDriver, { clock, lookAhead });
    this.readers = queues.map(
      (queue) =>
        new QueueReader({
          ...shared,
          ...queue,
          visibilitySeconds,
          hands: this.#hands,
          onGone: (queueUrl, cause) => this.#end(queue.address, queueUrl, cause),
        }),
    );
    const byQueue = new Map(this.readers.map((reader) => [reader.queueUrl, reader]));
    this.#readerOf = ({ queueUrl }) => byQueue.get(queueUrl);
    this.subscription = openSubscription(this.#hands, asked, {
      stopFetching: () => {
        for (const reader of this.readers) reader.stopFetching();
      },
      leave: async (rest) => {
        this.#stopKeeping();
        // Or it would hide what is given back.
        await this.#keeping;
        await this.#each(
          rest.map(({ ticket }) => ticket),
          (reader, tickets) => reader.leave(tickets),
        );
      },
    });
    this.#planKeeping();
    this.#fetch();
  }

  /** Resolves when nothing of it is under way any more. */
  async quiet(): Promise<void> {
    await Promise.all(this.readers.map((reader) => reader.quiet()));
  }

  #fetch(): void {
    for (const reader of this.readers) reader.fetch();
  }

  #end(address: string, queueUrl: string, cause: unknown): void {
    const what = `the queue ${queueUrl}`;
    this.subscription.fail(transportErrors.TOPOLOGY_MISSING({ transport, what, address }, { cause }));
  }

  /** One alarm for all that is held: SQS is asked to go on hiding it while between a third and two thirds of its time are left. */
  #planKeeping(): void {
    this.#cancelKeeping = this.#clock.after(this.#visibilityMs / 3, () => {
      this.#keeping = this.#keep().finally(() => {
        if (this.#cancelKeeping !== undefined) this.#planKeeping();
      });
    });
  }

  #stopKeeping(): void {
    this.#cancelKeeping?.();
    this.#cancelKeeping = undefined;
  }

  async #keep(): Promise<void> {
    const soon = this.#clock.monotonic() + (this.#visibilityMs * 2) / 3;
    const tickets: Ticket[] = [];
    for (const { ticket } of this.#hands.held()) if (ticket.hiddenUntil < soon) tickets.push(ticket);
    await this.#each(tickets, async (reader, mine) => {
      for (const lost of await reader.keep(mine)) await this.#hands.release(lost, 0);
    });
  }

  /** Also those of whom there is nothing. */
  async #each(
    tickets: readonly Ticket[],
    act: (reader: QueueReader, tickets: readonly Ticket[]) => Promise<void>,
  ): Promise<void> {
    const byQueue = Map.groupBy(tickets, ({ queueUrl }) => queueUrl);
    await Promise.all(this.readers.map((reader) => act(reader, byQueue.get(reader.queueUrl) ?? [])));
  }
}
