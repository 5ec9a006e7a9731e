import { runtimeErrors } from "../errors.ts";
import type { Clock } from "../ports/clock.ts";
import type { DeadLetterStore } from "../ports/dead-letter-store.ts";
import { copyBytes } from "../retry/copy-bytes.ts";
import type { DeadLetter } from "./dead-letter-entry.ts";
import { deadLetterErrors } from "./dead-letter-errors.ts";
import { analyzeDeadLetters, fitsFilter, statsOfDeadLetters } from "./dead-letter-figures.ts";

export type MemoryDeadLettersOptions = {
  readonly clock: Clock;
  /**
   * How many may be kept. Settled ones make room for new ones; where all are pending a new one is refused, so that its message goes back
   * to its group and nothing is lost silently. Default 10,000.
   */
  readonly maxEntries?: number;
};

/** Dead letters in the memory of this process, gone with it: for tests, and for the embedded transport, which is no more durable. */
export function createMemoryDeadLetters({
  clock,
  maxEntries = 10_000,
}: MemoryDeadLettersOptions): DeadLetterStore {
  if (!(Number.isInteger(maxEntries) && maxEntries >= 1))
    throw runtimeErrors.RUNTIME_OPTION({
      option: "deadLetters.maxEntries",
      trouble: "must be a whole number from 1",
    });
  const entries = new Map<string, DeadLetter>();
  // Sorted when somebody asks, and kept until an entry comes, moves or goes: reading many pages sorts once.
  let order: readonly string[] | undefined;
  const inOrder = () => {
    order ??= [...entries.values()].toSorted(compare).map(({ id }) => id);
    return order.flatMap((id) => entries.get(id) ?? []);
  };

  return {
    async put(entry) {
      const known = entries.get(entry.id);
      if (known !== undefined && isAhead(known, entry)) return;
      if (known === undefined && entries.size >= maxEntries) makeRoom();
      entries.set(entry.id, ownCopy(entry));
      order = undefined;
    },
    get: async (id) => entries.get(id),
    async list(filter = {}, { limit = 100, after } = {}) {
      const rest = inOrder().filter((entry) => fitsFilter(entry, filter) && isAfter(entry, after));
      const page = rest.slice(0, limit);
      const last = page.at(-1);
      return rest.length > page.length && last !== undefined
        ? { entries: page, next: cursorOf(last) }
        : { entries: page };
    },
    async settle(id, reprocessCount, status) {
      const entry = entries.get(id);
      if (entry?.status !== "pending" || entry.reprocessCount !== reprocessCount) return false;
      const count = status === "reprocessed" ? reprocessCount + 1 : reprocessCount;
      entries.set(id, { ...entry, status, reprocessCount: count });
      return true;
    },
    analyze: async (by, options) => analyzeDeadLetters(entries.values(), by, options),
    stats: async () => statsOfDeadLetters(entries.values(), clock.now()),
    async purge(olderThan) {
      const old = [...entries.values()].filter(({ deadLetteredAt }) => deadLetteredAt < olderThan);
      for (const { id } of old) entries.delete(id);
      order = undefined;
      return old.length;
    },
  };

  function makeRoom(): void {
    const settled = inOrder().find(({ status }) => status !== "pending");
    if (settled === undefined) throw deadLetterErrors.DEAD_LETTERS_FULL({ limit: maxEntries });
    entries.delete(settled.id);
    order = undefined;
  }
}

function isAhead(known: DeadLetter, entry: DeadLetter): boolean {
  if (known.reprocessCount !== entry.reprocessCount) return known.reprocessCount > entry.reprocessCount;
  return known.status === "discarded";
}

/** The bytes may be a window into a large buffer, which would be kept with them, or which its owner uses again. */
function ownCopy(entry: DeadLetter): DeadLetter {
  const { headers, body } = entry.raw;
  return { ...entry, headers: { ...entry.headers }, raw: { headers: { ...headers }, body: copyBytes(body) } };
}

function cursorOf({ deadLetteredAt, id }: DeadLetter): string {
  return `${deadLetteredAt}/${id}`;
}

function isAfter({ deadLetteredAt, id }: DeadLetter, cursor: string | undefined): boolean {
  if (cursor === undefined) return true;
  const slash = cursor.indexOf("/");
  const time = Number(cursor.slice(0, slash));
  return deadLetteredAt === time ? id > cursor.slice(slash + 1) : deadLetteredAt > time;
}

function compare(one: DeadLetter, other: DeadLetter): number {
  return one.deadLetteredAt - other.deadLetteredAt || (one.id < other.id ? -1 : 1);
}
