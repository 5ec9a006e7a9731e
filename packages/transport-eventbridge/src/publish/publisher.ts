import { type Clock, type OutgoingMessage, type PublishResult, transportErrors } from "@concordat/runtime";
import { jitteredPause, Queue } from "@concordat/runtime/transport";
import { type EventBridgeDriver, type PutResult, requestMessages } from "../driver/driver.ts";
import { eventBridgeErrors } from "../errors.ts";
import type { EventBridgeSettings } from "../settings.ts";
import { transport } from "../transport-name.ts";
import type { EncodedEntry } from "../wire/encode-message.ts";
import { Call, Letter } from "./call.ts";
import { type Failure, failureOfEntry, failureOfRequest } from "./failure.ts";
import { Lanes } from "./lanes.ts";

export type PublisherOptions = {
  readonly driver: EventBridgeDriver;
  readonly encode: (message: OutgoingMessage) => EncodedEntry;
  readonly settings: Pick<
    EventBridgeSettings,
    "publishTimeoutMs" | "requestsAtOnce" | "bufferBytes" | "maxEntryBytes"
  >;
  readonly clock: Clock;
};

/**
 * Puts messages on the bus, in requests of ten, several at once.
 *
 * What AWS did not take for want of room is sent again until its time is over; what it may have taken is not, unless AWS asks for it. No
 * message is sent before an earlier one of its address and key has its answer, save together with it.
 */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #lanes = new Lanes();
  #calls = new Queue<Call>();
  readonly #open = new Set<Promise<unknown>>();
  /** Calls that wait for room, in the order in which they came. */
  readonly #atTheDoor = new Queue<() => void>();
  #buffered = 0;
  #underWay = 0;
  #isPumpPlanned = false;
  #cancelSweep: (() => void) | undefined;

  constructor(options: PublisherOptions) {
    this.#options = options;
  }

  get waiting(): number {
    return this.#buffered;
  }

  publish(messages: readonly OutgoingMessage[]): Promise<readonly PublishResult[]> {
    const { clock, settings } = this.#options;
    const call = new Call(messages.length, clock.monotonic() + settings.publishTimeoutMs);
    if (this.#hasRoom()) this.#accept(call, messages);
    else this.#letWait(call, messages);
    if (call.isOpen) {
      this.#calls.push(call);
      this.#planSweep();
    }
    this.#open.add(call.done);
    return call.done.finally(() => this.#ended(call));
  }

  #ended(call: Call): void {
    this.#open.delete(call.done);
    // It may stand in the list until its time would have been over, and need not hold its messages until then.
    call.letters.length = 0;
    if (this.#open.size > 0) return;
    this.#calls = new Queue();
    this.#cancelSweep?.();
    this.#cancelSweep = undefined;
  }

  /** Resolves when everything that was published has its result. */
  async drained(): Promise<void> {
    while (this.#open.size > 0) await Promise.all(this.#open);
  }

  #hasRoom(): boolean {
    return this.#atTheDoor.size === 0 && this.#buffered < this.#options.settings.bufferBytes;
  }

  #letWait(call: Call, messages: readonly OutgoingMessage[]): void {
    let isInside = false;
    this.#atTheDoor.push(() => {
      if (!call.isOpen) return;
      isInside = true;
      this.#accept(call, messages);
    });
    call.onTimeOut = () => {
      if (isInside) return;
      const trouble = `there was no room for ${this.#options.settings.publishTimeoutMs} ms`;
      for (const index of messages.keys()) call.settle(index, this.#refused(trouble));
    };
  }

  #letIn(): void {
    while (this.#atTheDoor.size > 0 && this.#buffered < this.#options.settings.bufferBytes)
      this.#atTheDoor.shift()?.();
  }

  #accept(call: Call, messages: readonly OutgoingMessage[]): void {
    for (const [index, message] of messages.entries()) {
      let encoded: EncodedEntry;
      try {
        encoded = this.#options.encode(message);
      } catch (error) {
        call.settle(index, { status: "refused", error: error as Error });
        continue;
      }
      const { address, key } = message;
      // With the length in front no other pair of address and key reads the same.
      const lane = key === undefined ? undefined : `${address.length}:${address}:${key}`;
      const letter = new Letter(call, index, { address, lane, ...encoded });
      call.letters.push(letter);
      this.#buffered += letter.bytes;
      this.#lanes.add(letter);
    }
    this.#planPump();
  }

  /** Not at once: what is published in the same turn rides in the same request. */
  #planPump(): void {
    if (this.#isPumpPlanned) return;
    this.#isPumpPlanned = true;
    queueMicrotask(() => {
      this.#isPumpPlanned = false;
      this.#pump();
    });
  }

  #pump(): void {
    const { requestsAtOnce, maxEntryBytes } = this.#options.settings;
    // What gets its turn as its time ends is not sent any more: nobody would wait for the answer.
    this.#expire();
    while (this.#underWay < requestsAtOnce) {
      const letters = this.#lanes.take({ messages: requestMessages, bytes: maxEntryBytes });
      if (letters.length === 0) return;
      this.#underWay += 1;
      void this.#send(letters).finally(() => {
        this.#underWay -= 1;
        this.#planPump();
      });
    }
  }

  async #send(letters: readonly Letter[]): Promise<void> {
    const { driver, clock } = this.#options;
    for (const letter of letters) {
      letter.attempts += 1;
      letter.isUnderWay = true;
    }
    const abort = new AbortController();
    const last = Math.max(...letters.map(({ call }) => call.deadline));
    const overtime = Promise.withResolvers<never>();
    const cancel = clock.after(Math.max(0, last - clock.monotonic()), () => {
      const error = new Error("there was no answer in time");
      overtime.reject(error);
      abort.abort(error);
    });
    let results: readonly PutResult[] | undefined;
    let failed: Failure | undefined;
    try {
      const entries = letters.map(({ entry }) => entry);
      results = await Promise.race([driver.putEvents(entries, abort.signal), overtime.promise]);
    } catch (error) {
      failed = failureOfRequest(error);
    } finally {
      cancel();
    }
    const again: Letter[] = [];
    for (const [index, letter] of letters.entries()) {
      letter.isUnderWay = false;
      const result = results?.[index];
      if (result?.id !== undefined) this.#settle(letter, { status: "stored", position: result.id });
      else if (this.#isForAgain(letter, failed ?? failureOf(result), letters.length)) again.push(letter);
    }
    this.#lanes.rest(letters, again);
    if (again.length === 0) return;
    // One by one they may go at once: nothing is wrong with the service.
    if (failed?.advice === "one by one") return this.#resume(again);
    const attempts = Math.max(...again.map((letter) => letter.attempts));
    const pause = jitteredPause(attempts, { firstMs: 50, mostMs: 1_000 });
    clock.after(pause, () => this.#resume(again), { keepsProcessAlive: true });
  }

  #resume(again: readonly Letter[]): void {
    this.#lanes.resume(again);
    this.#planPump();
  }

  /** Settles it where that was the last word. */
  #isForAgain(letter: Letter, failure: Failure, companions: number): boolean {
    const { code, trouble, advice, mayBeStored } = failure;
    letter.mayBeStored ||= mayBeStored;
    letter.lastTrouble = `${code}: ${trouble}`;
    if (letter.isDone) return false;
    if (advice === "again") return true;
    if (advice === "one by one" && companions > 1) {
      letter.travelsAlone = true;
      return true;
    }
    const { address } = letter;
    if (letter.mayBeStored) this.#settle(letter, this.#unknown(letter, letter.lastTrouble));
    else {
      const error = eventBridgeErrors.EVENTBRIDGE_REFUSED({ address, code, trouble });
      this.#settle(letter, { status: "refused", error });
    }
    return false;
  }

  #settle(letter: Letter, result: PublishResult): void {
    if (letter.isDone) return;
    letter.isDone = true;
    this.#buffered -= letter.bytes;
    letter.call.settle(letter.index, result);
    this.#letIn();
  }

  /** One alarm for all calls: they end in the order in which they began. */
  #planSweep(): void {
    if (this.#cancelSweep !== undefined) return;
    for (let call = this.#calls.peek(); call !== undefined; call = this.#calls.peek()) {
      if (!call.isOpen) {
        this.#calls.shift();
        continue;
      }
      const { clock } = this.#options;
      const ring = () => {
        this.#cancelSweep = undefined;
        this.#sweep();
      };
      const wait = Math.max(0, call.deadline - clock.monotonic());
      this.#cancelSweep = clock.after(wait, ring, { keepsProcessAlive: true });
      return;
    }
  }

  #sweep(): void {
    this.#expire();
    this.#planSweep();
  }

  #expire(): void {
    // A timer of Node may ring a fraction of a millisecond early.
    const now = this.#options.clock.monotonic() + 1;
    for (let call = this.#calls.peek(); call !== undefined; call = this.#calls.peek()) {
      if (call.isOpen && call.deadline > now) break;
      this.#calls.shift();
      call.onTimeOut?.();
      for (const letter of call.letters) if (!letter.isDone) this.#settle(letter, this.#expired(letter));
    }
  }

  #expired(letter: Letter): PublishResult {
    const { mayBeStored, isUnderWay, lastTrouble } = letter;
    const { publishTimeoutMs } = this.#options.settings;
    const said = lastTrouble === "" ? "" : `; before that: ${lastTrouble}`;
    const trouble = `no answer within ${publishTimeoutMs} ms${said}`;
    return mayBeStored || isUnderWay ? this.#unknown(letter, trouble) : this.#refused(trouble);
  }

  #unknown({ address }: Letter, why: string): PublishResult {
    return { status: "unknown", error: transportErrors.TRANSPORT_NO_ANSWER({ transport, address, why }) };
  }

  #refused(trouble: string): PublishResult {
    return { status: "refused", error: this.#unreachable(trouble) };
  }

  #unreachable(trouble: string): Error {
    const at = this.#options.driver.host ?? "its endpoint";
    return transportErrors.TRANSPORT_UNREACHABLE({ transport, at, trouble });
  }
}

function failureOf(result: PutResult | undefined): Failure {
  return result?.id === undefined && result !== undefined
    ? failureOfEntry(result.code, result.trouble)
    : failureOfEntry("NoAnswer", "there is no result for it");
}
