import type { Clock, PublishResult } from "@concordat/runtime";
import { isForbidden, jitteredPause, PublishCall, Queue } from "@concordat/runtime/transport";
import type { NatsLink, WireMessage } from "../drivers/driver.ts";
import { type Violation, wordsOfViolation } from "../drivers/violation.ts";
import { isSilence } from "../topology/jetstream.ts";
import type { StreamFacts, Topology } from "../topology/topology.ts";
import type { WireContent } from "../wire/encode-message.ts";
import { statusOf } from "../wire/headers.ts";
import { answerOf, isInProcess } from "./answer.ts";
import { AnswerInbox } from "./answer-inbox.ts";
import { Channel } from "./channel.ts";
import { MissingRights } from "./missing-rights.ts";
import { OpenSlots } from "./open-slots.ts";
import { Outbox } from "./outbox.ts";
import { refused, tooLarge, unknown, unreachable } from "./outcomes.ts";
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

/** So long nobody is overtaken by what has no answer and may get one yet. */
const lateAnswerMs = 1_000;

/**
 * Publishes with answers, without a promise, a timer or a subscription for each message.
 *
 * All answers come to one inbox, told apart by a number behind it. Everything that is open stands in one ring in the order in which it
 * came, which is the order in which it times out and, after a broken connection or another leader of the stream, the order in which it is
 * sent again.
 */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #inbox: AnswerInbox;
  readonly #outbox: Outbox;
  readonly #open = new OpenSlots();
  readonly #channels = new Map<string, Channel<Slot>>();
  /** Streams are known, and the connection has no room or is away. */
  #unsent = new Queue<Slot>();
  #underWay = 0;
  #underWayBytes = 0;
  #isPumpPlanned = false;
  #isSweepPlanned = false;
  #cancelSweep: () => void = () => {};
  #onEmpty: (() => void) | undefined;
  readonly #rights: MissingRights;

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#inbox = new AnswerInbox(options.link, {
      onAnswer: (number, message) => this.#onAnswer(number, message),
      onDeaf: (violation) => this.#onDeaf(violation),
    });
    this.#outbox = new Outbox(options.link, this.#inbox.name);
    this.#rights = new MissingRights({
      open: this.#open,
      onDenied: (slot, error) => {
        this.#leaveWay(slot);
        this.#settle(slot, this.#notStored(slot, error));
      },
      onJudged: () => this.#pump(),
    });
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
    const again = new Queue<Slot>();
    for (const slot of this.#open) {
      if (!slot.isUnderWay) continue;
      this.#loseAnswer(slot);
      if (slot.mayRepeat) again.push(slot);
      else this.#settle(slot, unknown(slot.address, "the connection broke before the answer came"));
    }
    for (let slot = this.#unsent.shift(); slot !== undefined; slot = this.#unsent.shift()) again.push(slot);
    this.#unsent = again;
    this.#rights.reset();
  }

  connectionFound(): void {
    // What was said of the connection before may have come behind the news that it is gone.
    this.#rights.reset();
    this.#pump();
  }

  /** The server did not take a message on this subject. */
  denied(subject: string): void {
    this.#rights.denied(subject);
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
    this.#inbox.end();
  }

  get pending(): number {
    return this.#open.size;
  }

  /** The right that is missing at an address, as it was when something was published there last. */
  get forbidden(): Error | undefined {
    return this.#rights.some;
  }

  #enter(slot: Slot): void {
    let channel = this.#channels.get(slot.address);
    if (channel === undefined) {
      channel = new Channel<Slot>(slot.address);
      this.#channels.set(slot.address, channel);
      void this.#find(channel);
    }
    slot.channel = channel;
    if (channel.stream === undefined) channel.wait(slot);
    else this.#enqueue(slot, channel.stream);
  }

  async #find(channel: Channel<Slot>): Promise<void> {
    const { clock, topology } = this.#options;
    const { address } = channel;
    const isWanted = () => channel.waiting.some((slot) => this.#open.has(slot));
    try {
      if (channel.isResting) await clock.sleep(jitteredPause(channel.rests, { firstMs: 50, mostMs: 1_000 }));
      const stream = await topology.streamOf(address);
      if (channel.isResting) await this.#lateAnswers(channel);
      if (await this.#inbox.hearAgain()) this.#rights.reset();
      this.#takeUp(channel, stream);
    } catch (error) {
      channel.trouble = error as Error;
      if (isSilence(error) && isWanted()) return this.#find(channel);
      this.#channels.delete(address);
      if (isForbidden(error)) this.#rights.isMissingAt(address, error);
      for (const slot of channel.waiting)
        if (this.#open.has(slot)) this.#settle(slot, this.#notStored(slot, error as Error));
    }
  }

  /** Nobody takes it for now. The stream goes to another leader, or away, or its server starts: it is looked up again. */
  #holdBack(slot: Slot): void {
    const channel = this.#channels.get(slot.address);
    if (channel?.stream !== undefined) {
      channel.rest();
      this.#options.topology.forget(slot.address);
      void this.#find(channel);
    }
    this.#enter(slot);
  }

  /** Who went later and was taken has an answer soon. */
  async #lateAnswers(channel: Channel<Slot>): Promise<void> {
    const { clock } = this.#options;
    const end = clock.monotonic() + lateAnswerMs;
    while (channel.mayBeOvertakenBy(this.#underWayAt(channel)) && clock.monotonic() < end)
      await clock.sleep(20);
  }

  #takeUp(channel: Channel<Slot>, stream: StreamFacts): void {
    const unanswered = channel.isResting
      ? this.#underWayAt(channel).filter(({ mayRepeat }) => mayRepeat)
      : [];
    for (const slot of unanswered) this.#loseAnswer(slot);
    if (channel.isResting) this.#callBack(channel);
    const { going, overtaken } = channel.takeUp(stream, unanswered);
    for (const slot of overtaken)
      if (this.#open.has(slot)) this.#settle(slot, this.#notStored(slot, this.#nobodyTakes(slot)));
    for (const slot of going) if (this.#open.has(slot)) this.#enqueue(slot, stream);
    this.#pump();
  }

  /** What waits for the connection came later than what nobody took, and goes behind it. */
  #callBack(channel: Channel<Slot>): void {
    const others = new Queue<Slot>();
    for (let slot = this.#unsent.shift(); slot !== undefined; slot = this.#unsent.shift())
      if (slot.channel === channel) channel.wait(slot);
      else others.push(slot);
    this.#unsent = others;
  }

  #underWayAt(channel: Channel<Slot>): readonly Slot[] {
    return [...this.#open].filter((slot) => slot.isUnderWay && slot.channel === channel);
  }

  #enqueue(slot: Slot, stream: StreamFacts): void {
    const { messageBytes } = stream;
    if (slot.bytes > messageBytes) {
      const bytes = Math.max(slot.content.bytes, slot.bytes);
      this.#settle(slot, this.#notStored(slot, tooLarge(bytes, messageBytes)));
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
    // Its address may have come to rest while it waited.
    if (slot.channel?.stream === undefined) {
      this.#enter(slot);
      return;
    }
    const { maxPayload } = this.#options.link.server;
    // What another server took may be too much for the one that there is now.
    if (slot.bytes > maxPayload) {
      this.#settle(slot, this.#notStored(slot, tooLarge(slot.bytes, maxPayload)));
      return;
    }
    slot.isUnderWay = true;
    this.#rights.sending(slot);
    this.#underWay += 1;
    this.#underWayBytes += slot.bytes;
    try {
      this.#outbox.add(slot);
    } catch (error) {
      // The client looked at it and did not take it.
      this.#leaveWay(slot);
      this.#settle(slot, this.#notStored(slot, error as Error));
    }
  }

  #onAnswer(number: number, message: WireMessage): void {
    const { link } = this.#options;
    const slot = this.#open.get(number);
    this.#rights.answered(number, slot);
    if (slot === undefined) return;
    const { isUnderWay } = slot;
    if (isUnderWay) this.#leaveWay(slot);
    const block = link.headersOf(message);
    const isTaken = block === undefined || statusOf(block).code !== 503;
    const answer = isTaken ? answerOf(message.data, slot.address) : undefined;
    if (answer !== undefined && !isInProcess(answer)) this.#onWord(slot, answer);
    // A late word of that goes again anyway.
    else if (isUnderWay) {
      slot.mayBeStored ||= isTaken;
      this.#holdBack(slot);
    }
    this.#planPump();
  }

  /** What the stream says for good. */
  #onWord(slot: Slot, answer: PublishResult): void {
    const { channel, mayBeStored } = slot;
    if (answer.status === "stored") {
      if (channel?.isResting === true) channel.storedMeanwhile(slot);
      else if (channel !== undefined) channel.rests = 0;
      // What was sent again here and had been stored the first time is no duplicate of anything.
      const isOwn = mayBeStored && answer.position !== undefined;
      this.#settle(slot, isOwn ? { status: "stored", position: answer.position } : answer);
    } else if (answer.status === "refused") this.#settle(slot, this.#notStored(slot, answer.error));
    else this.#settle(slot, answer);
  }

  /**
   * No answer comes any more. What is on its way may be stored or not; the rest goes the whole way again, which begins with a question for the
   * stream: whoever may not hear that answer either is told so.
   */
  #onDeaf(violation: Violation): void {
    const why = `this user may not hear the answer: ${wordsOfViolation(violation)}`;
    for (const slot of this.#open) {
      if (!slot.isUnderWay) continue;
      this.#loseAnswer(slot);
      this.#settle(slot, unknown(slot.address, why));
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

  /** Nobody knows what becomes of it on its way. */
  #loseAnswer(slot: Slot): void {
    this.#leaveWay(slot);
    this.#rights.giveUp(slot);
    slot.mayBeStored = true;
  }

  #leaveWay(slot: Slot): void {
    slot.isUnderWay = false;
    this.#underWay -= 1;
    this.#underWayBytes -= slot.bytes;
  }

  #settle(slot: Slot, result: PublishResult): void {
    this.#open.delete(slot);
    if (result.status === "stored") this.#rights.storedAt(slot.address);
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
      if (slot.isUnderWay) this.#loseAnswer(slot);
      const { address, mayBeStored } = slot;
      const outcome = mayBeStored
        ? unknown(address, this.#whyNoAnswer(slot))
        : refused(this.#neverTaken(slot));
      this.#settle(slot, outcome);
    }
    this.#pump();
  }

  /** Refused, if it was never sent before without an answer: a later "no" tells nothing of that. */
  #notStored(slot: Slot, error: Error): PublishResult {
    if (!slot.mayBeStored) return refused(error);
    const why = `the answer was lost, and it could not be sent again: ${error.message}`;
    return unknown(slot.address, why, error);
  }

  #whyNoAnswer(slot: Slot): string {
    const silence = `no answer came within ${this.#options.publishTimeoutMs} ms`;
    const words = this.#rights.wordsFor(slot);
    return words === undefined ? silence : `${silence}, and of some messages the server said: ${words}`;
  }

  #neverTaken(slot: Slot): Error {
    const { link, publishTimeoutMs } = this.#options;
    const { trouble, isResting = false } = slot.channel ?? {};
    if (trouble !== undefined) return trouble;
    if (!link.isConnected) {
      const away = `the connection is away, and did not come back within ${publishTimeoutMs} ms`;
      return unreachable(link.server.at, away);
    }
    if (isResting) return this.#nobodyTakes(slot);
    const waits = `${this.#open.size} messages wait, and none could be sent for ${publishTimeoutMs} ms`;
    return unreachable(link.server.at, waits);
  }

  #nobodyTakes({ subject }: Slot): Error {
    return unreachable(this.#options.link.server.at, `no stream takes what is published on ${subject}`);
  }
}
