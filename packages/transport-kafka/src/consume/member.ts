import {
  type Clock,
  type DeliveryHandler,
  type Logger,
  type MessageHeaders,
  type SubscribeSettings,
  type Subscription,
  transportErrors,
} from "@concordat/runtime";
import { type Arrival, Hands, type OpenSubscription, openSubscription } from "@concordat/runtime/transport";
import type {
  FetchedRecord,
  FetchedRecords,
  KafkaDriver,
  MemberDriver,
  MemberPort,
  TopicOffset,
  TopicPartition,
} from "../driver.ts";
import { decodeContent } from "../encoding/decode.ts";
import { ownHeaders } from "../encoding/headers.ts";
import { backOff } from "../publish/back-off.ts";
import { PartitionProgress, type Taken } from "./partition-progress.ts";

export type MemberWorld = {
  readonly driver: KafkaDriver;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly commitMs: number;
  readonly handOverMs: number;
  readonly joinTimeoutMs: number;
  readonly at: string;
  readonly onClosed: (member: Member) => void;
};

/** One member of a group: what is fetched goes to its hands, what is handled becomes an offset that is committed. */
export class Member implements MemberPort {
  readonly group: string;
  readonly #settings: SubscribeSettings;
  readonly #world: MemberWorld;
  readonly #hands: Hands<Taken>;
  readonly #partitions = new Map<string, PartitionProgress>();
  #driver: MemberDriver | undefined;
  #subscription: OpenSubscription | undefined;
  #ended: Error | undefined;
  /** Rejects where it is not to join any more. */
  readonly #givenUp = Promise.withResolvers<never>();
  #isPourPlanned = false;
  #isCommitPlanned = false;
  #committing: Promise<void> = Promise.resolve();

  constructor(settings: SubscribeSettings, handler: DeliveryHandler, world: MemberWorld) {
    this.group = settings.group;
    this.#givenUp.promise.catch(() => undefined);
    this.#settings = settings;
    this.#world = world;
    this.#hands = new Hands<Taken>(
      settings,
      handler,
      {
        decode: decodeContent,
        ownHeaders: (headers: MessageHeaders) => ownHeaders(headers),
        handled: (arrival) => this.#handled(arrival),
        hungry: () => this.#planPour(),
      },
      { clock: world.clock },
    );
  }

  /** Resolves once the group has a place at every partition and this member its share. */
  async join(): Promise<Subscription> {
    const { driver, clock, joinTimeoutMs, at } = this.#world;
    const { group, addresses, from } = this.#settings;
    const { reject } = this.#givenUp;
    const cancel = clock.after(joinTimeoutMs, () => {
      const trouble = `the group ${JSON.stringify(group)} did not take a member within ${joinTimeoutMs} ms`;
      reject(transportErrors.TRANSPORT_UNREACHABLE({ transport: "kafka", at, trouble }));
    });
    try {
      const member = await driver.openMember({ group, topics: addresses, from }, this);
      this.#driver = member;
      await Promise.race([this.#givenUp.promise, member.joined]);
    } catch (error) {
      await this.#driver?.leave();
      throw error;
    } finally {
      cancel();
    }
    const subscription = openSubscription(this.#hands, this.#settings, {
      stopFetching: () => this.#driver?.stopFetching(),
      leave: () => this.#leave(),
    });
    this.#subscription = subscription;
    if (this.#ended !== undefined) subscription.fail(this.#ended);
    return subscription;
  }

  /** Messages behind what is handled, of each address, as far as its partitions are with this member. */
  lags(): ReadonlyMap<string, number> {
    const lags = new Map<string, number>();
    for (const progress of this.#partitions.values())
      lags.set(progress.topic, (lags.get(progress.topic) ?? 0) + progress.lag);
    return lags;
  }

  get addresses(): readonly string[] {
    return this.#settings.addresses;
  }

  /** How far it is itself, which it commits a little later; `undefined` of partitions that others have. */
  progressAt(topic: string, partition: number): number | undefined {
    return this.#partitions.get(nameOf(topic, partition))?.committable;
  }

  /** Also where it has not joined yet: then whoever waits for that is told. */
  async close(): Promise<void> {
    this.#givenUp.reject(transportErrors.TRANSPORT_CLOSED({ transport: "kafka", asked: "subscribe" }));
    await this.#subscription?.close();
  }

  onGained(partitions: readonly TopicOffset[]): void {
    for (const { topic, partition, offset } of partitions)
      this.#partitions.set(nameOf(topic, partition), new PartitionProgress(topic, partition, offset));
  }

  async onLosing(partitions: readonly TopicPartition[]): Promise<void> {
    const leaving = this.#progressOf(partitions);
    for (const progress of leaving) {
      progress.isLeaving = true;
      progress.waiting.length = 0;
    }
    const { handOverMs } = this.#world;
    await Promise.all(leaving.map((progress) => this.#hands.release(progress, handOverMs)));
    await this.#commitForGood();
    for (const { topic, partition } of leaving) this.#partitions.delete(nameOf(topic, partition));
  }

  onLost(partitions: readonly TopicPartition[]): void {
    for (const progress of this.#progressOf(partitions)) {
      this.#partitions.delete(nameOf(progress.topic, progress.partition));
      void this.#hands.release(progress, 0);
    }
  }

  /** All or nothing: what waits is read first, and meanwhile the broker need not send more of anything. */
  wants(): boolean {
    if (this.#hands.wanted === 0) return false;
    for (const { waiting } of this.#partitions.values()) if (waiting.length > 0) return false;
    return true;
  }

  onFetched({ topic, partition }: TopicPartition, fetched: FetchedRecords): void {
    const progress = this.#partitions.get(nameOf(topic, partition));
    if (progress === undefined || progress.isLeaving) return;
    progress.endOffset = fetched.endOffset;
    progress.waiting.push(fetched);
    this.#pour();
  }

  onEnded(error: Error): void {
    this.#ended = error;
    this.#subscription?.fail(error);
  }

  /** Once for all that is handled in this turn; what the hands hold is more than enough until then. */
  #planPour(): void {
    if (this.#isPourPlanned) return;
    this.#isPourPlanned = true;
    setImmediate(() => {
      this.#isPourPlanned = false;
      this.#pour();
    });
  }

  /** A few of each partition in turn, as long as there is room. */
  #pour(): void {
    for (let isSomethingLeft = true; isSomethingLeft; ) {
      isSomethingLeft = false;
      for (const progress of this.#partitions.values()) {
        if (progress.waiting.length === 0) continue;
        if (this.#hands.wanted === 0) return;
        this.#pourSome(progress);
        isSomethingLeft ||= progress.waiting.length > 0;
      }
    }
    this.#driver?.wake();
  }

  #pourSome(progress: PartitionProgress): void {
    for (let room = Math.min(64, this.#hands.wanted); room > 0; room -= 1) {
      const [fetched] = progress.waiting;
      if (fetched === undefined) return;
      const record = this.#read(fetched, progress);
      if (record === undefined) {
        progress.waiting.shift();
        continue;
      }
      if (!this.#hands.take(arrivalOf(progress, record))) return;
    }
  }

  /** What nobody can read would be skipped, or be asked for again and again: either way somebody has to know. */
  #read(fetched: FetchedRecords, { topic, partition }: PartitionProgress): FetchedRecord | undefined {
    try {
      return fetched.next();
    } catch (cause) {
      this.#driver?.stopFetching();
      const what = `what stands in ${topic}/${partition}`;
      this.onEnded(new Error(`${what} cannot be read: ${(cause as Error).message}`, { cause }));
      return undefined;
    }
  }

  #handled({ source, ticket }: Arrival<Taken>): void {
    (source as PartitionProgress).handled(ticket);
    this.#planCommit();
  }

  #planCommit(): void {
    if (this.#isCommitPlanned) return;
    this.#isCommitPlanned = true;
    this.#world.clock.after(
      this.#world.commitMs,
      () => {
        this.#isCommitPlanned = false;
        void this.#commit();
      },
      { keepsProcessAlive: true },
    );
  }

  /** One at a time, or an earlier one could arrive last. */
  #commit(): Promise<void> {
    this.#committing = this.#committing.then(() => this.#commitNow());
    return this.#committing;
  }

  async #commitNow(): Promise<void> {
    const dirty = [...this.#partitions.values()].filter(({ isDirty }) => isDirty);
    if (dirty.length === 0 || this.#driver === undefined) return;
    const offsets = dirty.map(({ topic, partition, committable }) => ({
      topic,
      partition,
      offset: committable,
    }));
    try {
      await this.#driver.commit(offsets);
      for (const [index, progress] of dirty.entries())
        progress.committed = (offsets[index] as TopicOffset).offset;
    } catch {
      // The next one says the same and more; what is never said comes again.
      this.#planCommit();
    }
  }

  /** A group that is just being shared out takes offsets a moment later. What it never takes comes again. */
  async #commitForGood(): Promise<void> {
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      await this.#commit();
      if (![...this.#partitions.values()].some(({ isDirty }) => isDirty)) return;
      await this.#world.clock.sleep(backOff(attempt + 2));
    }
  }

  async #leave(): Promise<void> {
    await this.#commitForGood();
    this.#partitions.clear();
    try {
      await this.#driver?.leave();
    } finally {
      this.#world.onClosed(this);
    }
  }

  #progressOf(partitions: readonly TopicPartition[]): PartitionProgress[] {
    return partitions.flatMap(({ topic, partition }) => this.#partitions.get(nameOf(topic, partition)) ?? []);
  }
}

function nameOf(topic: string, partition: number): string {
  return `${topic}/${partition}`;
}

function arrivalOf(progress: PartitionProgress, { offset, key, raw }: FetchedRecord): Arrival<Taken> {
  return {
    address: progress.topic,
    key,
    raw,
    position: `${progress.partition}/${offset}`,
    attempts: 0,
    source: progress,
    ticket: progress.taken(offset),
  };
}
