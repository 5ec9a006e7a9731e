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
 * What became of entries, told to Redis in portions: all that was handled in one turn in one command for each stream. What
 * cannot be told now is told later; until then the entry must not be taken up again.
 */
export class Acknowledgements {
  readonly #asker: Asker;
  readonly #clock: Clock;
  readonly #consumer: string;
  /** This user may not tell it, and telling it again does not help. */
  readonly #onForbidden: (error: Error) => void;
  readonly #handled = new Map<Partition, string[]>();
  readonly #counts = new Map<Partition, Set<Ticket>>();
  #isPlanned = false;
  #cancelAgain: (() => void) | undefined;
  #flushing: Promise<void> = Promise.resolve();

  constructor(asker: Asker, clock: Clock, consumer: string, onForbidden: (error: Error) => void) {
    this.#asker = asker;
    this.#onForbidden = onForbidden;
    this.#clock = clock;
    this.#consumer = consumer;
  }

  handled({ partition, id }: Ticket): void {
    const ids = this.#handled.get(partition);
    if (ids === undefined) this.#handled.set(partition, [id]);
    else ids.push(id);
    this.#plan();
  }

  /** The count that Redis has is to become that of the ticket. */
  count(ticket: Ticket): void {
    const { partition } = ticket;
    const tickets = this.#counts.get(partition);
    if (tickets === undefined) this.#counts.set(partition, new Set([ticket]));
    else tickets.add(ticket);
    this.#plan();
  }

  /** Tells what there is to tell; resolves when the server knows, or does not answer. */
  async flush(): Promise<void> {
    this.#flushing = Promise.all([this.#flushing, this.#flush()]).then(() => undefined);
    await this.#flushing;
  }

  end(): void {
    this.#cancelAgain?.();
  }

  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    setImmediate(() => {
      this.#isPlanned = false;
      void this.flush();
    });
  }

  async #flush(): Promise<void> {
    const told: Promise<void>[] = [];
    for (const [partition, tickets] of this.#counts) {
      this.#counts.delete(partition);
      told.push(...this.#tellCounts(partition, tickets));
    }
    for (const [partition, ids] of this.#handled) {
      this.#handled.delete(partition);
      for (let from = 0; from < ids.length; from += mostIds)
        told.push(this.#acknowledge(partition, ids.slice(from, from + mostIds)));
    }
    await Promise.all(told);
  }

  async #acknowledge(partition: Partition, ids: readonly string[]): Promise<void> {
    try {
      await this.#asker.ask(["XACK", partition.stream, partition.group, ...ids]);
      for (const id of ids) partition.known.delete(id);
    } catch (error) {
      if (isForbidden(error)) this.#onForbidden(error);
      const waiting = this.#handled.get(partition);
      this.#handled.set(partition, waiting === undefined ? [...ids] : [...ids, ...waiting]);
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
      this.#plan();
    });
  }
}
