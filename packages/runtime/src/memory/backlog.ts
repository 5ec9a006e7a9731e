import { DueQueue } from "../collections/due-queue.ts";
import { Queue } from "../collections/queue.ts";
import type { MessageLog } from "./message-log.ts";
import type { MemorySettings } from "./options.ts";
import type { StoredMessage } from "./stored-message.ts";
import type { Turns, Wakeable } from "./turns.ts";

/** A message on its way through one group. It is in one place at a time: waiting, or with one member. */
export type Parcel = { readonly message: StoredMessage; readonly from: Backlog; attempts: number };

/** A member of the group, as far as its backlogs know it. */
export type Taker = {
  /** Takes one message if it has a hand free and there is one for it; answers whether it did. */
  takeOne(): boolean;
};

/** The messages of one key that are not handled. */
type Lane = {
  /** With a member, or on their way to the next attempt. */
  out: number;
  /** Behind those, in order. */
  waiting: Queue<Parcel> | undefined;
};

/**
 * What one group has not handled yet at one address.
 *
 * A cursor runs over the log. What it passes goes to a member, or, where an earlier message of its key is not handled, waits in the
 * lane of that key, so that other keys go on. What comes back goes before the cursor's next.
 */
export class Backlog implements Wakeable {
  readonly group: string;
  /** Messages that are stored and not handled. */
  unread = 0;
  unreadBytes = 0;
  /** Messages that this group lost because it was told to lose some. */
  dropped = 0;

  readonly #log: MessageLog;
  readonly #turns: Turns;
  readonly #lookAhead: number;
  readonly #onHandled: () => void;
  readonly #takers: Taker[] = [];
  readonly #lanes = new Map<string, Lane>();
  readonly #ready = new Queue<Parcel>();
  readonly #resting: DueQueue<Parcel>;
  #waiting = 0;
  #cursor: number;
  #nextTaker = 0;

  constructor(
    group: string,
    log: MessageLog,
    from: "new" | "start",
    world: { readonly settings: MemorySettings; readonly turns: Turns; readonly onHandled: () => void },
  ) {
    this.group = group;
    this.#log = log;
    this.#turns = world.turns;
    this.#onHandled = world.onHandled;
    // Without this bound, one key that is stuck would have the whole future of its address waiting behind it.
    this.#lookAhead = world.settings.unread.messages;
    this.#resting = new DueQueue(world.settings.clock, (parcel) => this.#offer(parcel));
    this.#cursor = from === "start" ? log.first : log.end;
    for (let sequence = this.#cursor; sequence < log.end; sequence += 1)
      this.#count(log.at(sequence) as StoredMessage, 1);
  }

  /** The oldest message that only the log holds for this group; older ones may leave the log. */
  get cursor(): number {
    return this.#cursor;
  }

  join(taker: Taker): void {
    this.#takers.push(taker);
    this.#turns.wakeSoon(this);
  }

  leave(taker: Taker): void {
    const index = this.#takers.indexOf(taker);
    if (index !== -1) this.#takers.splice(index, 1);
  }

  /** A message was stored. */
  grow(message: StoredMessage): void {
    this.#count(message, 1);
    if (this.#takers.length > 0) this.#turns.wakeSoon(this);
  }

  /** Loses the oldest message that nobody has begun to look at. */
  dropOldest(): void {
    const message = this.#log.at(this.#cursor);
    if (message === undefined) return;
    this.#cursor += 1;
    this.dropped += 1;
    this.#count(message, -1);
  }

  /** The members take turns, so that they share what there is. */
  wake(): void {
    for (let refusals = 0; refusals < this.#takers.length; ) {
      if (this.#turns.isOver) {
        this.#turns.wakeLater(this);
        return;
      }
      this.#nextTaker = (this.#nextTaker + 1) % this.#takers.length;
      refusals = this.#takers[this.#nextTaker]?.takeOne() ? 0 : refusals + 1;
    }
  }

  take(inOrder: boolean): Parcel | undefined {
    const ready = this.#ready.shift();
    if (ready !== undefined) return ready;
    while (this.#cursor < this.#log.end && this.#waiting < this.#lookAhead) {
      const message = this.#log.at(this.#cursor) as StoredMessage;
      this.#cursor += 1;
      const parcel: Parcel = { message, from: this, attempts: 0 };
      if (message.key === undefined) return parcel;
      const lane = this.#lanes.get(message.key);
      if (lane === undefined) this.#lanes.set(message.key, { out: 1, waiting: undefined });
      else if (inOrder) {
        lane.waiting ??= new Queue();
        lane.waiting.push(parcel);
        this.#waiting += 1;
        continue;
      } else lane.out += 1;
      return parcel;
    }
    return undefined;
  }

  handled({ message }: Parcel): void {
    this.#count(message, -1);
    if (message.key !== undefined) this.#release(message.key);
    this.#onHandled();
  }

  /** The key stays taken: those behind wait for the next attempt. */
  giveBack(parcel: Parcel, restMs: number): void {
    if (restMs > 0) this.#resting.put(parcel, restMs);
    else this.#offer(parcel);
  }

  #offer(parcel: Parcel): void {
    this.#ready.push(parcel);
    this.#turns.wakeLater(this);
  }

  #release(key: string): void {
    const lane = this.#lanes.get(key) as Lane;
    lane.out -= 1;
    if (lane.out > 0) return;
    const next = lane.waiting?.shift();
    if (next === undefined) {
      this.#lanes.delete(key);
      return;
    }
    this.#waiting -= 1;
    lane.out = 1;
    this.#ready.push(next);
    this.#turns.wakeSoon(this);
  }

  #count({ bytes }: StoredMessage, sign: 1 | -1): void {
    this.unread += sign;
    this.unreadBytes += sign * bytes;
  }
}
