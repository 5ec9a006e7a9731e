import { type ContentMode, cloudEventErrors } from "@concordat/cloudevents";
import { isConcordatError } from "@concordat/errors";
import { type Clock, type OutgoingMessage, type PublishResult, transportErrors } from "@concordat/runtime";
import { PublishCall } from "@concordat/runtime/transport";
import type { BatchOutcome, ProducerDriver } from "../driver.ts";
import type { EncodedRecord } from "../encoding/encoded-record.ts";
import { backOff } from "./back-off.ts";
import { Lane } from "./lane.ts";
import type { Line } from "./line.ts";
import { Entry, PartitionBatch } from "./partition-batch.ts";

export type PublisherOptions = {
  readonly producer: ProducerDriver;
  readonly clock: Clock;
  readonly mode: ContentMode;
  /** Partitions of a topic; `undefined` is answered by an error: the topic may not be used. */
  readonly partitionsOf: (topic: string) => Promise<number>;
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

/** As other clients have it: enough to fill the wire, little enough to be taken back. */
const requestsPerBroker = 5;

/** A topic that was just created may be unknown to the broker that is asked, for a moment. */
const topicGraceMs = 2_000;

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
 */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #producer: ProducerDriver;
  readonly #clock: Clock;
  readonly #lanes = new Map<string, Lane>();
  readonly #ready = new Set<Line>();
  readonly #underWay = new Map<number, number>();
  /** Calls for which there was no room, in their order. */
  readonly #queue: Waiting[] = [];
  #bytes = 0;
  #pending = 0;
  #isDrainPlanned = false;
  #isSweepPlanned = false;
  #refreshing: Promise<void> | undefined;
  #onIdle: (() => void) | undefined;
  /** Why nobody knows who leads what. */
  #trouble: Error | undefined;

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#producer = options.producer;
    this.#clock = options.clock;
  }

  get pending(): number {
    return this.#pending;
  }

  publish(messages: readonly OutgoingMessage[]): Promise<readonly PublishResult[]> {
    if (messages.length === 0) return Promise.resolve([]);
    const call = new PublishCall(messages.length);
    const deadline = this.#clock.monotonic() + this.#options.timeoutMs;
    this.#pending += messages.length;
    const waiting: Waiting = { messages, index: 0, call, deadline };
    if (this.#queue.length > 0 || !this.#admit(waiting)) this.#queue.push(waiting);
    this.#planSweep();
    return call.done;
  }

  /** Resolves when everything has its result. */
  async drain(): Promise<void> {
    if (this.#pending === 0) return;
    await new Promise<void>((resolve) => {
      this.#onIdle = resolve;
    });
  }

  /** Takes what there is room for; answers whether that was all. */
  #admit(waiting: Waiting): boolean {
    const { messages, call, deadline } = waiting;
    for (; waiting.index < messages.length; waiting.index += 1) {
      if (this.#bytes >= this.#options.bufferBytes) return false;
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
      record = this.#producer.encode(message, this.#options.mode);
      const limit = this.#options.messageBytes;
      if (record.bytes > limit) throw cloudEventErrors.LIMIT_EVENT_BYTES({ bytes: record.bytes, limit });
      // A long key or very many headers, which the limit does not count.
      if (record.size > this.#options.batchBytes)
        throw cloudEventErrors.LIMIT_EVENT_BYTES({ bytes: record.size, limit: this.#options.batchBytes });
    } catch (error) {
      this.#pending -= 1;
      call.settle(index, { status: "refused", error: error as Error });
      this.#tellIdle();
      return;
    }
    const entry = new Entry(record, call, index, deadline);
    this.#bytes += record.size;
    const lane = this.#laneOf(message.address);
    if (lane.lines === undefined || lane.early.length > 0) {
      lane.early.push({ entry, key: message.key });
      this.#ask(lane);
      return;
    }
    this.#line(lane.lineOf(message.key), entry);
  }

  #laneOf(topic: string): Lane {
    let lane = this.#lanes.get(topic);
    if (lane === undefined) {
      lane = new Lane(topic);
      this.#lanes.set(topic, lane);
    }
    return lane;
  }

  #line(line: Line, entry: Entry): void {
    line.push(entry);
    this.#ready.add(line);
    this.#planDrain();
  }

  /** Until the partitions are known, or the last of those who wait for them has its result. */
  async #ask(lane: Lane): Promise<void> {
    if (lane.isAsking) return;
    lane.isAsking = true;
    for (let attempt = 1; lane.early.length > 0; attempt += 1) {
      try {
        lane.open(await this.#options.partitionsOf(lane.topic));
        for (const { entry, key } of lane.early.splice(0))
          if (!entry.isSettled) this.#line(lane.lineOf(key), entry);
      } catch (error) {
        if (isFinal(error)) {
          for (const { entry } of lane.early.splice(0)) this.#settle(entry, { status: "refused", error });
          break;
        }
        await this.#clock.sleep(backOff(attempt));
        lane.early.splice(0, lane.early.length, ...lane.early.filter(({ entry }) => !entry.isSettled));
      }
    }
    lane.isAsking = false;
  }

  /**
   * After everybody who is woken in this turn had a chance to publish: answers come for many at once, and what they answer with
   * rides together.
   */
  #planDrain(): void {
    if (this.#isDrainPlanned) return;
    this.#isDrainPlanned = true;
    const drain = () => {
      this.#isDrainPlanned = false;
      this.#drain();
    };
    if (this.#options.lingerMs > 0)
      this.#clock.after(this.#options.lingerMs, drain, { keepsProcessAlive: true });
    else setImmediate(drain);
  }

  #drain(): void {
    const requests = new Map<
      number,
      { readonly lines: Line[]; readonly batches: PartitionBatch[]; bytes: number }
    >();
    let isSomebodyLost = false;
    for (const line of this.#ready) {
      if (!line.isReady) {
        this.#ready.delete(line);
        continue;
      }
      const destination = this.#producer.destinationOf(line.topic, line.partition);
      if (destination === undefined) {
        isSomebodyLost = true;
        continue;
      }
      if ((this.#underWay.get(destination) ?? 0) >= requestsPerBroker) continue;
      let request = requests.get(destination);
      if (request === undefined) {
        request = { lines: [], batches: [], bytes: 0 };
        requests.set(destination, request);
      }
      // A request of several partitions stays below what a broker takes by far.
      if (request.bytes >= mostRequestBytes) continue;
      this.#dropSettled(line);
      const batch = line.nextBatch({
        bytes: this.#options.batchBytes,
        messages: this.#options.requestMessages,
      });
      this.#ready.delete(line);
      if (batch === undefined) continue;
      this.#laneOf(line.topic).turn(line);
      batch.isInFlight = true;
      batch.attempts += 1;
      request.lines.push(line);
      request.batches.push(batch);
      for (const { record } of batch.entries) request.bytes += record.size;
    }
    for (const [destination, { lines, batches }] of requests) void this.#send(destination, lines, batches);
    if (isSomebodyLost) this.#refresh();
  }

  async #send(
    destination: number,
    lines: readonly Line[],
    batches: readonly PartitionBatch[],
  ): Promise<void> {
    this.#underWay.set(destination, (this.#underWay.get(destination) ?? 0) + 1);
    const outcomes = await this.#producer.send(destination, batches);
    this.#underWay.set(destination, (this.#underWay.get(destination) ?? 1) - 1);
    let isStale = false;
    for (const [index, line] of lines.entries()) {
      const outcome = outcomes[index] as BatchOutcome;
      if (outcome.status === "again" && outcome.isLeaderStale) isStale = true;
      this.#conclude(line, batches[index] as PartitionBatch, outcome);
    }
    if (isStale) this.#refresh();
    // Others may have waited for this request to end.
    if (this.#ready.size > 0) this.#planDrain();
    this.#admitQueued();
  }

  #conclude(line: Line, batch: PartitionBatch, outcome: BatchOutcome): void {
    batch.isInFlight = false;
    line.batches.shift();
    switch (outcome.status) {
      case "stored":
        this.#laneOf(line.topic).missingSince = undefined;
        for (const [number, entry] of batch.entries.entries())
          this.#settle(
            entry,
            outcome.offset === undefined
              ? { status: "stored" }
              : { status: "stored", position: `${batch.partition}/${outcome.offset + number}` },
          );
        break;
      case "refused":
        this.#refuse(line, batch, outcome);
        break;
      case "too large":
        this.#split(line, batch, outcome.error);
        break;
      case "unknown":
        this.#producer.abandon(batch);
        for (const entry of batch.entries) this.#settle(entry, this.#unknown(batch, outcome.error));
        break;
      case "again":
        this.#tryAgain(line, batch, outcome);
        break;
    }
    if (line.isReady) this.#ready.add(line);
  }

  #refuse(
    line: Line,
    batch: PartitionBatch,
    { error, culprits }: BatchOutcome & { status: "refused" },
  ): void {
    const isCulprit = culprits === undefined ? () => true : (number: number) => culprits.includes(number);
    const rest = batch.entries.filter((_, number) => !isCulprit(number));
    for (const [number, entry] of batch.entries.entries())
      if (isCulprit(number)) this.#settle(entry, { status: "refused", error });
    if (rest.length > 0) line.batches.unshift(new PartitionBatch(line.topic, line.partition, rest));
  }

  /** Nothing of it is stored, so the parts are batches like any other. */
  #split(line: Line, { entries }: PartitionBatch, cause: Error): void {
    const [first] = entries;
    if (entries.length === 1 && first !== undefined) {
      const { bytes } = first.record;
      const error = cloudEventErrors.LIMIT_EVENT_BYTES({ bytes, limit: bytes - 1 }, { cause });
      this.#settle(first, { status: "refused", error });
      return;
    }
    const middle = Math.ceil(entries.length / 2);
    line.batches.unshift(
      new PartitionBatch(line.topic, line.partition, entries.slice(0, middle)),
      new PartitionBatch(line.topic, line.partition, entries.slice(middle)),
    );
  }

  #tryAgain(line: Line, batch: PartitionBatch, outcome: BatchOutcome & { status: "again" }): void {
    batch.mayBeStored ||= outcome.mayBeStored;
    batch.lastError = outcome.error;
    if (batch.isSettled) {
      this.#producer.abandon(batch);
      return;
    }
    if (this.#isGone(line, batch, outcome)) return;
    line.batches.unshift(batch);
    line.isResting = true;
    this.#clock.after(
      backOff(batch.attempts),
      () => {
        line.isResting = false;
        this.#ready.add(line);
        this.#planDrain();
      },
      { keepsProcessAlive: true },
    );
  }

  /** A topic that stays away was deleted: its messages need not wait for their time to be over. */
  #isGone(
    line: Line,
    batch: PartitionBatch,
    { isTopicMissing, error }: BatchOutcome & { status: "again" },
  ): boolean {
    const lane = this.#laneOf(line.topic);
    if (!isTopicMissing) {
      lane.missingSince = undefined;
      return false;
    }
    const now = this.#clock.monotonic();
    lane.missingSince ??= now;
    if (now - lane.missingSince < topicGraceMs) return false;
    this.#producer.abandon(batch);
    const result = batch.mayBeStored ? this.#unknown(batch, error) : ({ status: "refused", error } as const);
    for (const entry of batch.entries) this.#settle(entry, result);
    return true;
  }

  /** What rested until the time of its messages was over is not tried again: what was refused must not be stored after that. */
  #dropSettled(line: Line): void {
    for (let first = line.batches[0]; first !== undefined; first = line.batches[0]) {
      if (!first.isSettled) {
        if (!first.mayBeStored && first.entries.some(({ isSettled }) => isSettled))
          line.batches[0] = first.withoutSettled();
        return;
      }
      this.#producer.abandon(first);
      line.batches.shift();
    }
  }

  #settle(entry: Entry, result: PublishResult): void {
    if (entry.isSettled) return;
    entry.isSettled = true;
    this.#bytes -= entry.record.size;
    this.#pending -= 1;
    entry.call.settle(entry.index, result);
    this.#tellIdle();
  }

  #tellIdle(): void {
    if (this.#pending === 0) this.#onIdle?.();
  }

  #refresh(): void {
    this.#refreshing ??= this.#producer
      .refresh([...this.#lanes.keys()])
      .then(
        () => {
          this.#trouble = undefined;
        },
        (error: Error) => {
          this.#trouble = error;
        },
      )
      .then(() => this.#clock.sleep(50))
      .then(() => {
        this.#refreshing = undefined;
        if (this.#ready.size > 0) this.#planDrain();
      });
  }

  /** One alarm for all that is under way. */
  #planSweep(): void {
    if (this.#isSweepPlanned || this.#pending === 0) return;
    this.#isSweepPlanned = true;
    const everyMs = Math.min(250, Math.max(10, this.#options.timeoutMs / 8));
    this.#clock.after(
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
    const now = this.#clock.monotonic();
    for (const lane of this.#lanes.values()) {
      for (const { entry } of lane.early) if (entry.deadline <= now) this.#tooLate(entry, undefined);
      for (const line of lane.lines ?? [])
        for (const { entry, batch } of line.overdue(now)) this.#tooLate(entry, batch);
    }
    for (const waiting of this.#queue) {
      if (waiting.deadline > now) break;
      for (; waiting.index < waiting.messages.length; waiting.index += 1) {
        this.#pending -= 1;
        waiting.call.settle(waiting.index, {
          status: "refused",
          error: this.#unreachable("there is no room for more before what waits was sent"),
        });
      }
    }
    this.#admitQueued();
    this.#tellIdle();
  }

  /** A batch that rests and whose messages all have their results is given up at once: those behind it are waiting. */
  #tooLate(entry: Entry, batch: PartitionBatch | undefined): void {
    const cause = batch?.lastError ?? this.#trouble;
    if (batch?.isInFlight || batch?.mayBeStored) {
      this.#settle(entry, this.#unknown(batch, cause));
      return;
    }
    // What has a code of its own says more than that there was no answer.
    const error = isConcordatError(cause) ? cause : this.#unreachable(cause?.message ?? this.#late, cause);
    this.#settle(entry, { status: "refused", error });
  }

  get #late(): string {
    return `there was no answer within ${this.#options.timeoutMs} ms`;
  }

  #unknown({ topic }: PartitionBatch, cause: Error | undefined): PublishResult {
    const error = transportErrors.TRANSPORT_NO_ANSWER(
      { transport: "kafka", address: topic, why: cause?.message ?? this.#late },
      ...(cause === undefined ? [] : [{ cause }]),
    );
    return { status: "unknown", error };
  }

  #unreachable(trouble: string, cause?: Error): Error {
    return transportErrors.TRANSPORT_UNREACHABLE(
      { transport: "kafka", at: this.#options.at, trouble },
      ...(cause === undefined ? [] : [{ cause }]),
    );
  }
}

const mostRequestBytes = 16 * 1_048_576;

/** What will not be otherwise when it is tried again: a topic that may not be used, for one reason or another. */
function isFinal(error: unknown): error is Error {
  return isConcordatError(error) && error.code !== "TRANSPORT_UNREACHABLE";
}
