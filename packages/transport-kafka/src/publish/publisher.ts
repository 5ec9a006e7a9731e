import { type ContentMode, cloudEventErrors } from "@concordat/cloudevents";
import { isConcordatError } from "@concordat/errors";
import type { Clock, OutgoingMessage, PublishResult } from "@concordat/runtime";
import { PublishCall } from "@concordat/runtime/transport";
import type { ProducerDriver } from "../driver.ts";
import type { EncodedRecord } from "../encoding/encoded-record.ts";
import { Conclusions } from "./conclusions.ts";
import { Dispatcher } from "./dispatcher.ts";
import { Lanes, type LanesWorld } from "./lanes.ts";
import type { Line } from "./line.ts";
import { Entry, type PartitionBatch } from "./partition-batch.ts";
import { Results } from "./results.ts";
import { Settlement } from "./settlement.ts";

export type PublisherOptions = Pick<LanesWorld, "partitionsOf"> & {
  readonly producer: ProducerDriver;
  readonly clock: Clock;
  readonly mode: ContentMode;
  readonly messageBytes: number;
  /** What the broker takes as one batch. */
  readonly batchBytes: number;
  readonly requestMessages: number;
  readonly bufferBytes: number;
  readonly timeoutMs: number;
  readonly lingerMs: number;
  /** For messages. */
  readonly at: string;
};

type Waiting = {
  readonly messages: readonly OutgoingMessage[];
  index: number;
  readonly call: PublishCall;
  readonly deadline: number;
};

/**
 * Gathers what concurrent calls publish into batches, one under way for each partition.
 *
 * What comes while a batch is under way rides in the next one, so that batches grow by themselves as the broker slows down, and nobody waits
 * when it does not. Each message has a deadline; what becomes of it is told by then.
 *
 * A message passes the `Lanes` to the line of its partition, the `Dispatcher` takes it from there to a broker, and the `Conclusions` draw
 * what follows from the answer. Here is how it comes in, and what happens when its time is over.
 */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #settlement = new Settlement();
  readonly #results: Results;
  readonly #lanes: Lanes;
  readonly #dispatcher: Dispatcher;
  /** Calls for which there was no room, in their order. */
  readonly #queue: Waiting[] = [];
  #isSweepPlanned = false;

  constructor(options: PublisherOptions) {
    const { producer, clock, lingerMs, partitionsOf } = options;
    const settlement = this.#settlement;
    this.#options = options;
    this.#results = new Results(options);
    const onReady = (line: Line) => this.#dispatcher.ready(line);
    this.#lanes = new Lanes({ clock, settlement, partitionsOf, onReady });
    this.#dispatcher = new Dispatcher({
      producer,
      clock,
      lingerMs,
      lanes: this.#lanes,
      conclusions: new Conclusions({ producer, clock, settlement, results: this.#results, onReady }),
      limits: { bytes: options.batchBytes, messages: options.requestMessages },
      onAnswered: () => this.#admitQueued(),
    });
  }

  get pending(): number {
    return this.#settlement.pending;
  }

  /** Why something is being tried again, if anything is. */
  get trouble(): Error | undefined {
    for (const { lines = [] } of this.#lanes)
      for (const { trouble } of lines) if (trouble !== undefined) return trouble;
    return undefined;
  }

  publish(messages: readonly OutgoingMessage[]): Promise<readonly PublishResult[]> {
    if (messages.length === 0) return Promise.resolve([]);
    const call = new PublishCall(messages.length);
    const deadline = this.#options.clock.monotonic() + this.#options.timeoutMs;
    this.#settlement.asked(messages.length);
    const waiting: Waiting = { messages, index: 0, call, deadline };
    if (this.#queue.length > 0 || !this.#admit(waiting)) this.#queue.push(waiting);
    this.#planSweep();
    return call.done;
  }

  /** Resolves when everything has its result. */
  drain(): Promise<void> {
    return this.#settlement.drain();
  }

  /** Takes what there is room for; answers whether that was all. */
  #admit(waiting: Waiting): boolean {
    const { messages, call, deadline } = waiting;
    for (; waiting.index < messages.length; waiting.index += 1) {
      if (this.#settlement.bytes >= this.#options.bufferBytes) return false;
      this.#take(messages[waiting.index] as OutgoingMessage, call, waiting.index, deadline);
    }
    return true;
  }

  #admitQueued(): void {
    while (this.#queue.length > 0 && this.#admit(this.#queue[0] as Waiting)) this.#queue.shift();
  }

  #take(message: OutgoingMessage, call: PublishCall, index: number, deadline: number): void {
    let record: EncodedRecord;
    try {
      record = this.#encode(message);
    } catch (error) {
      this.#settlement.refuse(call, index, error as Error);
      return;
    }
    const entry = new Entry(record, call, index, deadline);
    this.#settlement.hold(entry);
    this.#lanes.enter(entry, message.address, message.key);
  }

  #encode(message: OutgoingMessage): EncodedRecord {
    const { producer, mode, messageBytes, batchBytes } = this.#options;
    const record = producer.encode(message, mode);
    if (record.bytes > messageBytes)
      throw cloudEventErrors.LIMIT_EVENT_BYTES({ bytes: record.bytes, limit: messageBytes });
    // A long key or very many headers, which the limit does not count.
    if (record.size > batchBytes)
      throw cloudEventErrors.LIMIT_EVENT_BYTES({ bytes: record.size, limit: batchBytes });
    return record;
  }

  /** One alarm for all that is under way. */
  #planSweep(): void {
    if (this.#isSweepPlanned || this.pending === 0) return;
    this.#isSweepPlanned = true;
    const { clock, timeoutMs } = this.#options;
    const everyMs = Math.min(250, Math.max(10, timeoutMs / 8));
    clock.after(
      everyMs,
      () => {
        this.#isSweepPlanned = false;
        this.#sweep();
        this.#planSweep();
      },
      { keepsProcessAlive: true },
    );
  }

  #sweep(): void {
    const now = this.#options.clock.monotonic();
    for (const lane of this.#lanes) {
      for (const { entry } of lane.early) if (entry.deadline <= now) this.#tooLate(entry, undefined);
      for (const line of lane.lines ?? [])
        for (const { entry, batch } of line.overdue(now)) this.#tooLate(entry, batch);
    }
    for (const waiting of this.#queue) {
      if (waiting.deadline > now) break;
      const error = this.#results.unreachable(
        undefined,
        "there is no room for more before what waits was sent",
      );
      for (; waiting.index < waiting.messages.length; waiting.index += 1)
        this.#settlement.refuse(waiting.call, waiting.index, error);
    }
    this.#admitQueued();
  }

  /** A batch that rests and whose messages all have their results is given up at once: those behind it are waiting. */
  #tooLate(entry: Entry, batch: PartitionBatch | undefined): void {
    const cause = batch?.lastError ?? this.#dispatcher.trouble;
    if (batch?.isInFlight || batch?.mayBeStored) {
      this.#settlement.settle(entry, this.#results.unknown(batch.topic, cause));
      return;
    }
    // What has a code of its own says more than that there was no answer.
    const error = isConcordatError(cause) ? cause : this.#results.unreachable(cause);
    this.#settlement.settle(entry, { status: "refused", error });
  }
}
