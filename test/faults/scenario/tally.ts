import { setTimeout as sleep } from "node:timers/promises";

/** The counts of a moment, to be compared with those of another. */
export type Mark = {
  readonly at: number;
  readonly stored: number;
  readonly refused: number;
  readonly unknown: number;
  /** Stored, as the transport said, by an earlier attempt that had no answer. */
  readonly recognised: number;
  /** Handed out another time. */
  readonly redelivered: number;
};

/** A publish that has no answer yet. */
export type Pending = { readonly began: number };

/** A publish that had its answer. */
export type Call = Pending & { readonly tookMs: number; readonly isStored: boolean };

/**
 * What happens in a scenario while it happens: for those who wait for something, and for the figures.
 *
 * Whoever waits here has patience as long as anything still moves, so that a busy machine is waited for and a dead end is not.
 */
export class Tally {
  stored = 0;
  refused = 0;
  unknown = 0;
  recognised = 0;
  redelivered = 0;
  /** When events were stored, in order. */
  readonly storedAt: number[] = [];
  /** When a group first handled each event, in order. */
  readonly handledAt = new Map<string, number[]>();
  readonly pending = new Set<Pending>();
  readonly calls: Call[] = [];
  readonly #patienceMs: number;
  #moved = performance.now();

  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs;
  }

  /** Something got through: an event was stored, or came. A refusal is none, or whoever is refused for ever would be waited for as long. */
  moved(): void {
    this.#moved = performance.now();
  }

  mark(): Mark {
    const { stored, refused, unknown, recognised, redelivered } = this;
    return { at: performance.now(), stored, refused, unknown, recognised, redelivered };
  }

  /** What happened since, up to now. */
  since(mark: Mark): Mark {
    return difference(mark, this.mark());
  }

  /** Rejects when nothing has moved for as long as the patience lasts. */
  async until(what: string, isSo: () => boolean): Promise<void> {
    this.moved();
    while (!isSo()) {
      const stillMs = performance.now() - this.#moved;
      if (stillMs > this.#patienceMs) throw new StoodStill(what, stillMs);
      await sleep(5);
    }
  }

  /** For what everything may go on without: answers after the patience, moving or not, whether it came to be so. */
  async comesToBe(isSo: () => boolean): Promise<boolean> {
    const end = performance.now() + this.#patienceMs;
    while (!isSo()) {
      if (performance.now() > end) return false;
      await sleep(5);
    }
    return true;
  }
}

/** What happened between two moments, up to the later one. */
export function difference(before: Mark, after: Mark): Mark {
  return {
    at: after.at,
    stored: after.stored - before.stored,
    refused: after.refused - before.refused,
    unknown: after.unknown - before.unknown,
    recognised: after.recognised - before.recognised,
    redelivered: after.redelivered - before.redelivered,
  };
}

/** Nothing moves any more, and what was waited for is not so. */
export class StoodStill extends Error {
  constructor(what: string, stillMs: number) {
    super(`nothing has moved for ${Math.round(stillMs)} ms, and still it is not so: ${what}`);
    this.name = "StoodStill";
  }
}
