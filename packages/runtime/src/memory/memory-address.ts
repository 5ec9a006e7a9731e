import { Queue } from "../collections/queue.ts";
import type { PublishResult } from "../ports/transport.ts";
import { transportErrors } from "../ports/transport-errors.ts";
import { Backlog } from "./backlog.ts";
import { DedupeWindow } from "./dedupe-window.ts";
import type { EncodedMessage } from "./encoding.ts";
import { MessageLog } from "./message-log.ts";
import type { MemorySettings } from "./options.ts";
import type { StoredMessage } from "./stored-message.ts";
import type { Turns } from "./turns.ts";

type Waiting = {
  readonly message: EncodedMessage;
  readonly owner: object;
  readonly since: number;
  readonly answer: (result: PublishResult) => void;
};

/** One address: what is stored there, the groups that read it, and the publishes that wait for room. */
export class MemoryAddress {
  readonly name: string;
  readonly log = new MessageLog();
  readonly backlogs = new Map<string, Backlog>();
  readonly #settings: MemorySettings;
  readonly #turns: Turns;
  readonly #seen: DedupeWindow;
  #waiting = new Queue<Waiting>();
  #cancelAlarm: (() => void) | undefined;

  constructor(name: string, settings: MemorySettings, turns: Turns) {
    this.name = name;
    this.#settings = settings;
    this.#turns = turns;
    this.#seen = new DedupeWindow(settings.clock, settings.dedupeWindowMs);
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  backlogOf(group: string, from: "new" | "start"): Backlog {
    let backlog = this.backlogs.get(group);
    if (backlog === undefined) {
      this.#forgetOld();
      const world = {
        settings: this.#settings,
        turns: this.#turns,
        onHandled: () => this.#onHandled(),
      };
      backlog = new Backlog(group, this.log, from, world);
      this.backlogs.set(group, backlog);
    }
    return backlog;
  }

  /** A result where the message is stored or refused at once, a promise where it waits. `owner` is who may withdraw it. */
  accept(message: EncodedMessage, owner: object): PublishResult | Promise<PublishResult> {
    const { whenFull, waitMs } = this.#settings.unread;
    if (this.#waiting.size === 0) {
      const full = this.#fullFor(message);
      if (full === undefined) return this.#store(message);
      if (whenFull === "refuse") return this.#refuse(full, 0);
      if (whenFull === "drop-oldest") {
        this.#makeRoom(message);
        return this.#store(message);
      }
    }
    return new Promise((answer) => {
      this.#waiting.push({ message, owner, since: this.#settings.clock.monotonic(), answer });
      if (this.#waiting.size === 1) this.#setAlarm(waitMs);
    });
  }

  /** What this owner has waiting is refused: it goes away. */
  withdraw(owner: object, error: () => Error): void {
    const others = new Queue<Waiting>();
    for (let each = this.#waiting.shift(); each !== undefined; each = this.#waiting.shift())
      if (each.owner === owner) each.answer({ status: "refused", error: error() });
      else others.push(each);
    this.#waiting = others;
    // What was withdrawn may have been too large for the room that there is; those behind it may fit.
    this.#admit();
  }

  #store(message: EncodedMessage): PublishResult {
    const known = this.#seen.positionOf(message.identity);
    if (known !== undefined) return { status: "stored", position: known, isDuplicate: true };
    const sequence = this.log.end;
    const position = String(sequence);
    this.#seen.remember(message.identity, position);
    const stored: StoredMessage = {
      sequence,
      address: this.name,
      key: message.key,
      raw: message.raw,
      bytes: message.bytes,
      storedAt: this.#settings.clock.monotonic(),
    };
    this.log.append(stored);
    for (const backlog of this.backlogs.values()) backlog.grow(stored);
    this.#forgetOld();
    return { status: "stored", position };
  }

  /** The group that has no room for it. */
  #fullFor(message: EncodedMessage): Backlog | undefined {
    for (const backlog of this.backlogs.values()) if (this.#isFull(backlog, message)) return backlog;
    return undefined;
  }

  #isFull({ unread, unreadBytes }: Backlog, { bytes }: EncodedMessage): boolean {
    const limit = this.#settings.unread;
    return unread >= limit.messages || (unread > 0 && unreadBytes + bytes > limit.bytes);
  }

  /** In each group by itself: one that has nothing to drop must not keep the others from it. */
  #makeRoom(message: EncodedMessage): void {
    for (const backlog of this.backlogs.values())
      while (this.#isFull(backlog, message)) {
        const before = backlog.dropped;
        backlog.dropOldest();
        // All that it has is with its members or behind a stuck key: nothing that could be dropped without breaking an order.
        if (backlog.dropped === before) break;
      }
  }

  #refuse(full: Backlog, waitedMs: number): PublishResult {
    const { group, unread } = full;
    const error = transportErrors.BACKPRESSURE_LIMIT({ address: this.name, group, unread, waitedMs });
    return { status: "refused", error };
  }

  #onHandled(): void {
    if (this.#waiting.size > 0) this.#admit();
    const { messages, bytes } = this.#settings.retention;
    if (this.log.size > messages || this.log.bytes > bytes) this.#forgetOld();
  }

  #admit(): void {
    for (let first = this.#waiting.peek(); first !== undefined; first = this.#waiting.peek()) {
      if (this.#fullFor(first.message) !== undefined) return;
      this.#waiting.shift();
      first.answer(this.#store(first.message));
    }
    this.#dropAlarm();
  }

  /** They wait in the order in which they came, so that one alarm, for the first, is enough. */
  #setAlarm(milliseconds: number): void {
    this.#dropAlarm();
    this.#cancelAlarm = this.#settings.clock.after(milliseconds, () => this.#refuseLate(), {
      keepsProcessAlive: true,
    });
  }

  #dropAlarm(): void {
    this.#cancelAlarm?.();
    this.#cancelAlarm = undefined;
  }

  #refuseLate(): void {
    this.#cancelAlarm = undefined;
    const { waitMs } = this.#settings.unread;
    const now = this.#settings.clock.monotonic();
    for (let first = this.#waiting.peek(); first !== undefined; first = this.#waiting.peek()) {
      const full = this.#fullFor(first.message);
      // A timer of Node may ring a fraction of a millisecond early.
      const isEarly = first.since + waitMs > now + 1;
      if (full === undefined) this.#admit();
      if (full !== undefined && isEarly) this.#setAlarm(first.since + waitMs - now);
      if (full === undefined || isEarly) return;
      this.#waiting.shift();
      first.answer(this.#refuse(full, waitMs));
    }
  }

  #forgetOld(): void {
    const { messages, bytes, ageMs } = this.#settings.retention;
    const log = this.log;
    let needed = log.end;
    for (const { cursor } of this.backlogs.values()) needed = Math.min(needed, cursor);
    const oldest = this.#settings.clock.monotonic() - ageMs;
    while (log.first < needed) {
      const isTooOld = (log.at(log.first)?.storedAt ?? 0) < oldest;
      if (log.size <= messages && log.bytes <= bytes && !isTooOld) return;
      log.dropFirst();
    }
  }
}
