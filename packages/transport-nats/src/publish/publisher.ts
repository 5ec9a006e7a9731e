import { cloudEventErrors } from "@concordat/cloudevents";
import { type Clock, type PublishResult, transportErrors } from "@concordat/runtime";
import { isForbidden, PublishCall, Queue } from "@concordat/runtime/transport";
import type { NatsLink, WireMessage, WireSubscription } from "../drivers/driver.ts";
import { type Violation, wordsOfViolation } from "../drivers/violation.ts";
import { forbidden } from "../forbidden.ts";
import { isSilence } from "../topology/jetstream.ts";
import type { StreamFacts, Topology } from "../topology/topology.ts";
import type { WireContent } from "../wire/encode-message.ts";
import { statusOf } from "../wire/headers.ts";
import { answerOf } from "./answer.ts";
import { Denials } from "./denials.ts";
import { numberBehind } from "./number-behind.ts";
import { OpenSlots } from "./open-slots.ts";
import { Outbox } from "./outbox.ts";
import { Slot } from "./slot.ts";

export type PublisherOptions = {
  readonly link: NatsLink;
  readonly topology: Topology;
  readonly clock: Clock;
  readonly publishTimeoutMs: number;
  readonly maxPendingMessages: number;
  readonly maxPendingBytes: number;
};

export type Addressed = { readonly address: string; readonly subject: string; readonly content: WireContent };

/** An address whose stream is known, or what waits until it is. */
type Channel = { stream: StreamFacts | undefined; waiting: Slot[]; trouble: Error | undefined };

/**
 * Publishes with answers, without a promise, a timer or a subscription for each message.
 *
 * All answers come to one inbox, told apart by a number behind it. Everything that is open stands in one ring in the order in which it
 * came, which is the order in which it times out and, after a broken connection, the order in which it is sent again.
 */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #inbox: string;
  readonly #outbox: Outbox;
  readonly #open = new OpenSlots();
  readonly #channels = new Map<string, Channel>();
  /** Streams are known, and the connection has no room or is away. */
  #unsent = new Queue<Slot>();
  #underWay = 0;
  #underWayBytes = 0;
  #isPumpPlanned = false;
  #isSweepPlanned = false;
  #cancelSweep: () => void = () => {};
  #onEmpty: (() => void) | undefined;
  readonly #denials = new Denials();
  #isJudgementPlanned = false;
  /** By address, until something is stored there. */
  readonly #forbidden = new Map<string, Error>();
  /** `undefined` while this user may not hear answers. */
  #answers: WireSubscription | undefined;

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#inbox = `${options.link.inbox()}.`;
    this.#outbox = new Outbox(options.link, this.#inbox);
    this.#answers = this.#listen();
  }

  /** A result stands for a message that is not sent at all. */
  publish(messages: readonly (Addressed | PublishResult)[]): Promise<readonly PublishResult[]> {
    const { clock, publishTimeoutMs } = this.#options;
    const deadline = clock.monotonic() + publishTimeoutMs;
    const call = new PublishCall(messages.length);
    for (let index = 0; index < messages.length; index += 1) {
      const message = messages[index] as Addressed | PublishResult;
      if ("status" in message) {
        call.settle(index, message);
        continue;
      }
      const slot = new Slot(this.#open.nextNumber, message, deadline, call, index);
      this.#open.add(slot);
      this.#enter(slot);
    }
    this.#pump();
    this.#planSweep();
    return call.done;
  }

  /** What was on its way is on nobody's way now. It goes again in its order where that cannot store it twice, else nobody knows. */
  connectionLost(): void {
    this.#denials.reset();
    const again = new Queue<Slot>();
    for (const slot of this.#open) {
      if (!slot.isUnderWay) continue;
      this.#leaveWay(slot);
      if (slot.mayRepeat) again.push(slot);
      else this.#settle(slot, this.#unknown(slot, "the connection broke before the answer came"));
    }
    for (let slot = this.#unsent.shift(); slot !== undefined; slot = this.#unsent.shift()) again.push(slot);
    this.#unsent = again;
  }

  connectionFound(): void {
    // What was said of the connection before may have come behind the news that it is gone.
    this.#denials.reset();
    this.#pump();
  }

  /** The server did not take a message on this subject. */
  denied(subject: string): void {
    this.#denials.add(subject);
    this.#planJudgement();
  }

  /** Resolves when each message has its result, which its time-out sees to. */
  async close(): Promise<void> {
    if (this.#open.size > 0) {
      await new Promise<void>((resolve) => {
        this.#onEmpty = resolve;
      });
    }
    // A process that has closed all it opened ends at once, and not when nothing would have been late.
    this.#cancelSweep();
    this.#answers?.end();
  }

  get pending(): number {
    return this.#open.size;
  }

  /** The right that is missing at an address, as it was when something was published there last. */
  get forbidden(): Error | undefined {
    return this.#forbidden.values().next().value;
  }

  #enter(slot: Slot): void {
    let channel = this.#channels.get(slot.address);
    if (channel === undefined) {
      channel = { stream: undefined, waiting: [], trouble: undefined };
      this.#channels.set(slot.address, channel);
      void this.#find(slot.address, channel);
    }
    if (channel.stream === undefined) channel.waiting.push(slot);
    else this.#enqueue(slot, channel.stream);
  }

  async #find(address: string, channel: Channel): Promise<void> {
    const isWanted = () => channel.waiting.some((slot) => this.#open.has(slot));
    try {
      const stream = await this.#options.topology.streamOf(address);
      await this.#hearAgain();
      channel.stream = stream;
      channel.trouble = undefined;
      for (const slot of channel.waiting) this.#enqueue(slot, stream);
      channel.waiting = [];
      this.#pump();
    } catch (error) {
      channel.trouble = error as Error;
      if (isSilence(error) && isWanted()) return this.#find(address, channel);
      this.#channels.delete(address);
      if (isForbidden(error)) this.#forbidden.set(address, error);
      for (const slot of channel.waiting)
        if (this.#open.has(slot)) this.#settle(slot, this.#notSentAgain(slot, error as Error));
    }
  }

  #enqueue(slot: Slot, stream: StreamFacts): void {
    const { messageBytes } = stream;
    if (slot.bytes > messageBytes) {
      const bytes = Math.max(slot.content.bytes, slot.bytes);
      this.#settle(slot, refusedAt(bytes, messageBytes));
      return;
    }
    // A repetition comes within the time-out at the latest.
    slot.mayRepeat = slot.content.hasId && stream.duplicateWindowMs > this.#options.publishTimeoutMs;
    this.#unsent.push(slot);
  }

  #pump(): void {
    const { link, maxPendingMessages, maxPendingBytes } = this.#options;
    while (link.isConnected && this.#underWay < maxPendingMessages) {
      const slot = this.#unsent.peek();
      if (slot === undefined) break;
      const isFull = this.#underWay > 0 && this.#underWayBytes + slot.bytes > maxPendingBytes;
      if (isFull) break;
      this.#unsent.shift();
      // It may have timed out while it waited.
      if (this.#open.has(slot)) this.#send(slot);
    }
    this.#outbox.flush();
  }

  /** Answers come in bursts, and all that they make room for leaves together. */
  #planPump(): void {
    if (this.#isPumpPlanned || this.#unsent.size === 0) return;
    this.#isPumpPlanned = true;
    queueMicrotask(() => {
      this.#isPumpPlanned = false;
      this.#pump();
    });
  }

  #send(slot: Slot): void {
    const { maxPayload } = this.#options.link.server;
    slot.wasRepeated = slot.wasSent;
    // What another server took may be too much for the one that there is now.
    if (slot.bytes > maxPayload) {
      this.#settle(slot, this.#ofAllAttempts(slot, refusedAt(slot.bytes, maxPayload)));
      return;
    }
    slot.wasSent = true;
    slot.isUnderWay = true;
    this.#denials.sending(slot);
    this.#underWay += 1;
    this.#underWayBytes += slot.bytes;
    try {
      this.#outbox.add(slot);
    } catch (error) {
      // The client looked at it and did not take it.
      this.#leaveWay(slot);
      this.#settle(slot, this.#ofAllAttempts(slot, { status: "refused", error: error as Error }));
    }
  }

  #onAnswer(message: WireMessage): void {
    const { link } = this.#options;
    const number = numberBehind(this.#inbox, message, link);
    const slot = this.#open.get(number);
    if (this.#denials.isWaiting) this.#planJudgement();
    if (slot === undefined) {
      this.#denials.answeredLate(number);
      return;
    }
    this.#denials.answered(slot);
    if (slot.isUnderWay) this.#leaveWay(slot);
    const block = link.headersOf(message);
    const answer =
      block !== undefined && statusOf(block).code === 503
        ? this.#nobodyThere(slot)
        : answerOf(message.data, slot.address);
    this.#settle(slot, this.#ofAllAttempts(slot, answer));
    this.#planPump();
  }

  #listen(): WireSubscription {
    return this.#options.link.subscribe(
      `${this.#inbox}*`,
      (message) => this.#onAnswer(message),
      (violation) => this.#deafened(violation),
    );
  }

  /**
   * No answer comes any more. What is on its way may be stored or not; the rest goes the whole way again, which begins with a question for the
   * stream: whoever may not hear that answer either is told so.
   */
  #deafened(violation: Violation): void {
    this.#answers = undefined;
    const why = `this user may not hear the answer: ${wordsOfViolation(violation)}`;
    for (const slot of this.#open) {
      if (!slot.isUnderWay) continue;
      this.#leaveWay(slot);
      this.#denials.giveUp(slot);
      this.#settle(slot, this.#unknown(slot, why));
    }
    for (const [address, { stream }] of this.#channels) {
      if (stream === undefined) continue;
      this.#channels.delete(address);
      this.#options.topology.forget(address);
    }
    const rest = this.#unsent;
    this.#unsent = new Queue();
    for (let slot = rest.shift(); slot !== undefined; slot = rest.shift())
      if (this.#open.has(slot)) this.#enter(slot);
  }

  /** An answer was heard, so that this user may hear answers, and all that was sent before was looked at by the server. */
  async #hearAgain(): Promise<void> {
    if (this.#answers !== undefined) return;
    // What the server said of it is told within this turn.
    await new Promise((resolve) => setImmediate(resolve));
    if (this.#answers !== undefined) return;
    this.#denials.reset();
    this.#answers = this.#listen();
  }

  /** At the end of the turn: of many messages that are denied, the server says so at once. */
  #planJudgement(): void {
    if (this.#isJudgementPlanned) return;
    this.#isJudgementPlanned = true;
    setImmediate(() => {
      this.#isJudgementPlanned = false;
      for (const { slot, named } of this.#denials.take(this.#open)) this.#deny(slot, named);
      this.#pump();
    });
  }

  #deny(slot: Slot, named: string): void {
    const { address, subject, wasRepeated } = slot;
    const violation: Violation = { operation: "publish", subject: named };
    const error = forbidden(`publishing to ${JSON.stringify(subject)}`, violation);
    this.#leaveWay(slot);
    this.#forbidden.set(address, error);
    const why = `the connection broke before the answer came, and it may not be sent again: ${wordsOfViolation(violation)}`;
    this.#settle(slot, wasRepeated ? this.#unknown(slot, why) : { status: "refused", error });
  }

  /** The stream went away, or its server starts: what comes next is looked up again. */
  #nobodyThere({ address, subject }: Slot): PublishResult {
    this.#channels.delete(address);
    this.#options.topology.forget(address);
    const trouble = `no stream takes what is published on ${subject}`;
    const { at } = this.#options.link.server;
    const error = transportErrors.TRANSPORT_UNREACHABLE({ transport: "nats", at, trouble });
    return { status: "refused", error };
  }

  /** The answer is for the last time it was sent. An earlier one may have stored it, before the connection broke. */
  #ofAllAttempts(slot: Slot, answer: PublishResult): PublishResult {
    if (!slot.wasRepeated) return answer;
    if (answer.status === "refused") return this.#unknown(slot, answer.error.message);
    // What had been stored the first time is no duplicate of anything.
    return answer.status === "stored" && answer.position !== undefined
      ? { status: "stored", position: answer.position }
      : answer;
  }

  #leaveWay(slot: Slot): void {
    slot.isUnderWay = false;
    this.#underWay -= 1;
    this.#underWayBytes -= slot.bytes;
  }

  #settle(slot: Slot, result: PublishResult): void {
    this.#open.delete(slot);
    if (this.#forbidden.size > 0 && result.status === "stored") this.#forbidden.delete(slot.address);
    slot.call.settle(slot.index, result);
    if (this.#open.size === 0) this.#onEmpty?.();
  }

  /** One alarm for all that is open. It looks at the oldest ones alone, since all have the same time. */
  #planSweep(): void {
    if (this.#isSweepPlanned) return;
    const { oldest } = this.#open;
    if (oldest === undefined) return;
    this.#isSweepPlanned = true;
    const { clock } = this.#options;
    const wait = Math.max(0, oldest.deadline - clock.monotonic());
    this.#cancelSweep = clock.after(
      wait,
      () => {
        this.#isSweepPlanned = false;
        this.#sweep();
        this.#planSweep();
      },
      { keepsProcessAlive: true },
    );
  }

  #sweep(): void {
    // A timer of Node may ring a fraction of a millisecond early.
    const now = this.#options.clock.monotonic() + 1;
    for (const slot of this.#open) {
      if (slot.deadline > now) break;
      if (slot.isUnderWay) {
        this.#leaveWay(slot);
        this.#denials.giveUp(slot);
      }
      const result: PublishResult = slot.wasSent
        ? this.#unknown(slot, this.#whyNoAnswer(slot))
        : { status: "refused", error: this.#channels.get(slot.address)?.trouble ?? this.#neverSent() };
      this.#settle(slot, result);
    }
    this.#pump();
  }

  #whyNoAnswer(slot: Slot): string {
    const silence = `no answer came within ${this.#options.publishTimeoutMs} ms`;
    const subject = this.#denials.subjectFor(slot);
    if (subject === undefined) return silence;
    return `${silence}, and of some messages the server said: ${wordsOfViolation({ operation: "publish", subject })}`;
  }

  #notSentAgain(slot: Slot, error: Error): PublishResult {
    if (!slot.wasSent) return { status: "refused", error };
    return this.#unknown(slot, `the connection broke before the answer came, and then: ${error.message}`);
  }

  #unknown({ address }: Slot, why: string): PublishResult {
    return {
      status: "unknown",
      error: transportErrors.TRANSPORT_NO_ANSWER({ transport: "nats", address, why }),
    };
  }

  #neverSent(): Error {
    const { link, publishTimeoutMs } = this.#options;
    const trouble = link.isConnected
      ? `${this.#open.size} messages wait, and none could be sent for ${publishTimeoutMs} ms`
      : `the connection is away, and did not come back within ${publishTimeoutMs} ms`;
    return transportErrors.TRANSPORT_UNREACHABLE({ transport: "nats", at: link.server.at, trouble });
  }
}

function refusedAt(bytes: number, limit: number): PublishResult {
  return { status: "refused", error: cloudEventErrors.LIMIT_EVENT_BYTES({ bytes, limit }) };
}
