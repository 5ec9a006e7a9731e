import type { Clock } from "@concordat/runtime";
import { isForbidden } from "@concordat/runtime/transport";
import type { Asker } from "../link/asker.ts";
import type { Word } from "../link/link.ts";
import type { Partition, Ticket } from "./partition.ts";

/** So many ids in one command, so that none keeps the server busy for long. */
const mostIds = 1_000;

/** After so long it is tried again where the server did not take it. */
const againMs = 1_000;

/**
 * So long what was handled waits for a request for entries, to go along with it. Told by itself in each turn, it was one command and one answer
 * through the client for sixty entries: a fifteenth of what consuming them cost.
 */
const aloneMs = 5;

/** Over what a command is sent. */
type Way = { ask(words: readonly string[]): Promise<unknown> };

/**
 * What became of entries, told to Redis in portions, in one command for each stream. What cannot be told now is told later; until then the
 * entry must not be taken up again.
 */
export class Acknowledgements {
  readonly #asker: Asker;
  readonly #clock: Clock;
  readonly #consumer: string;
  /** This user may not tell it, and telling it again does not help. */
  readonly #onForbidden: (error: Error) => void;
  readonly #handled = new Map<Partition, Ticket[]>();
  readonly #counts = new Map<Partition, Set<Ticket>>();
  #isPlanned = false;
  #isPlannedAtOnce = false;
  #cancelAgain: (() => void) | undefined;
  #telling: Promise<void> = Promise.resolve();

  constructor(asker: Asker, clock: Clock, consumer: string, onForbidden: (error: Error) => void) {
    this.#asker = asker;
    this.#onForbidden = onForbidden;
    this.#clock = clock;
    this.#consumer = consumer;
  }

  handled(ticket: Ticket): void {
    const { partition } = ticket;
    const tickets = this.#handled.get(partition);
    if (tickets === undefined) this.#handled.set(partition, [ticket]);
    else tickets.push(ticket);
    this.#planLater();
  }

  /** The count that Redis has is to become that of the ticket. */
  count(ticket: Ticket): void {
    const { partition } = ticket;
    const tickets = this.#counts.get(partition);
    if (tickets === undefined) this.#counts.set(partition, new Set([ticket]));
    else tickets.add(ticket);
    this.#planAtOnce();
  }

  /** What was handled, over a connection on which something is asked anyway. */
  tellOver(way: Way): void {
    if (this.#handled.size > 0) this.#track(this.#tellHandled(way));
  }

  /** Tells what there is to tell; resolves when the server knows, or does not answer. */
  async flush(): Promise<void> {
    this.#tellAll();
    await this.#telling;
    // What went along with a request that was called off came back meanwhile.
    this.#tellAll();
    await this.#telling;
  }

  end(): void {
    this.#cancelAgain?.();
  }

  /** Who dies meanwhile has it handed out again to somebody, as who dies a moment before. */
  #planLater(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    this.#clock.after(aloneMs, () => {
      this.#isPlanned = false;
      this.#tellAll();
    });
  }

  /** A count is of an attempt that begins now, and whoever comes after a crash has to know of it. */
  #planAtOnce(): void {
    if (this.#isPlannedAtOnce) return;
    this.#isPlannedAtOnce = true;
    setImmediate(() => {
      this.#isPlannedAtOnce = false;
      this.#tellAll();
    });
  }

  #tellAll(): void {
    const told: Promise<void>[] = [];
    for (const [partition, tickets] of this.#counts) {
      this.#counts.delete(partition);
      told.push(...this.#tellCounts(partition, tickets));
    }
    this.#track([...told, ...this.#tellHandled(this.#asker)]);
  }

  /** None of them rejects. What they come to is let go of, or each would keep all before it. */
  #track(told: readonly Promise<void>[]): void {
    if (told.length > 0) this.#telling = Promise.all([this.#telling, ...told]).then(() => undefined);
  }

  #tellHandled(way: Way): Promise<void>[] {
    const told: Promise<void>[] = [];
    for (const [partition, tickets] of this.#handled) {
      this.#handled.delete(partition);
      for (let from = 0; from < tickets.length; from += mostIds)
        told.push(this.#acknowledge(partition, tickets.slice(from, from + mostIds), way));
    }
    return told;
  }

  async #acknowledge(partition: Partition, tickets: readonly Ticket[], way: Way): Promise<void> {
    const words = ["XACK", partition.stream, partition.group];
    for (const { id } of tickets) words.push(id);
    try {
      await way.ask(words);
      for (const ticket of tickets) partition.forget(ticket);
    } catch (error) {
      if (isForbidden(error)) this.#onForbidden(error);
      const waiting = this.#handled.get(partition);
      this.#handled.set(partition, waiting === undefined ? [...tickets] : [...tickets, ...waiting]);
      this.#again();
    }
  }

  #tellCounts({ stream, group }: Partition, tickets: ReadonlySet<Ticket>): Promise<void>[] {
    const byCount = new Map<number, string[]>();
    for (const ticket of tickets) {
      if (ticket.counted === ticket.attempts) continue;
      ticket.counted = ticket.attempts;
      const ids = byCount.get(ticket.attempts) ?? [];
      ids.push(ticket.id);
      byCount.set(ticket.attempts, ids);
    }
    return [...byCount].map(async ([count, ids]) => {
      const words: Word[] = [
        "XCLAIM",
        stream,
        group,
        this.#consumer,
        "0",
        ...ids,
        "RETRYCOUNT",
        String(count),
        "JUSTID",
      ];
      // A count that cannot be told is one too low after a crash, and nothing else.
      await this.#asker.ask(words).catch((error: unknown) => {
        if (isForbidden(error)) this.#onForbidden(error);
      });
    });
  }

  #again(): void {
    this.#cancelAgain ??= this.#clock.after(againMs, () => {
      this.#cancelAgain = undefined;
      this.#tellAll();
    });
  }
}
