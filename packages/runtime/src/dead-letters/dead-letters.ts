import { isConcordatError } from "@concordat/errors";
import { describeFailure } from "../failure/describe-failure.ts";
import type { DeadLetterFilter, DeadLetterStore } from "../ports/dead-letter-store.ts";
import type { OutgoingMessage, PublishResult } from "../ports/transport.ts";
import type { DeadLetter } from "./dead-letter-entry.ts";
import { deadLetterErrors } from "./dead-letter-errors.ts";
import { formatMarks } from "./dead-letter-marks.ts";

/** What an operator does with dead letters; all that a store can tell stands beside it. */
export type DeadLetters = Omit<DeadLetterStore, "put" | "settle"> & {
  /**
   * Puts a pending entry back where it came from: the same bytes, address and key, and in headers which dead letter it is.
   *
   * Resolves once the broker has it. Then it is `reprocessed`; when it fails again it becomes `pending` again, the same entry,
   * counted once more. Rejects when it was not put back or nobody knows; then it stays `pending`. The
   * message is there at least once: only a consumer with an inbox turns that into one effect.
   */
  reprocess(id: string): Promise<void>;
  /**
   * The same with all pending entries that fit, oldest first, each once. One that fails stops no other; rejects only when the store cannot be
   * asked, and may be called again then.
   */
  reprocessAll(filter?: Omit<DeadLetterFilter, "status">): Promise<ReprocessReport>;
  /** Decides that a pending entry will not be handled. */
  discard(id: string): Promise<void>;
};

export type ReprocessReport = {
  readonly reprocessed: number;
  readonly failed: readonly { readonly id: string; readonly error: Error }[];
};

export type DeadLettersOptions = {
  readonly store: DeadLetterStore;
  /** That of the transport which they came from. */
  readonly publish: (messages: readonly OutgoingMessage[]) => Promise<readonly PublishResult[]>;
};

export function createDeadLetters({ store, publish }: DeadLettersOptions): DeadLetters {
  // Two operators, or one who is impatient: what one of them is deciding, nobody else decides meanwhile.
  const underWay = new Map<string, Doing>();

  return {
    get: (id) => store.get(id),
    list: (filter, page) => store.list(filter, page),
    analyze: (by, options) => store.analyze(by, options),
    stats: () => store.stats(),
    purge: (olderThan) => store.purge(olderThan),

    async reprocess(id) {
      const [error] = await alone(id, "being reprocessed", (entry) => putBack([entry]));
      if (error !== undefined) throw error;
    },

    async reprocessAll(filter = {}) {
      const failed: { id: string; error: Error }[] = [];
      // What fails again at once is pending again before the last page is read.
      const done = new Set<string>();
      let after: string | undefined;
      do {
        const page = await store.list({ ...filter, status: "pending" }, after === undefined ? {} : { after });
        const entries = page.entries.filter(({ id }) => !done.has(id) && !underWay.has(id));
        for (const { id } of entries) done.add(id);
        const ids = entries.map(({ id }) => id);
        const errors = await during(ids, "being reprocessed", () => putBack(entries));
        for (const [index, { id }] of entries.entries()) {
          const error = errors[index];
          if (error !== undefined) failed.push({ id, error });
        }
        after = page.next;
      } while (after !== undefined);
      return { reprocessed: done.size - failed.length, failed };
    },

    async discard(id) {
      const isSettled = await alone(id, "being discarded", ({ reprocessCount }) =>
        store.settle(id, reprocessCount, "discarded"),
      );
      if (!isSettled) throw deadLetterErrors.DEAD_LETTER_SETTLED({ id, status: "changed" });
    },
  };

  /** Taken before it is read: what somebody else is about to settle must not be read as pending. */
  async function alone<Result>(id: string, doing: Doing, decide: (entry: DeadLetter) => Promise<Result>) {
    const already = underWay.get(id);
    if (already !== undefined) throw deadLetterErrors.DEAD_LETTER_SETTLED({ id, status: already });
    return during([id], doing, async () => decide(await pending(id)));
  }

  async function during<Result>(ids: readonly string[], doing: Doing, run: () => Promise<Result>) {
    for (const id of ids) underWay.set(id, doing);
    try {
      return await run();
    } finally {
      for (const id of ids) underWay.delete(id);
    }
  }

  async function pending(id: string): Promise<DeadLetter> {
    const entry = await store.get(id);
    if (entry === undefined) throw deadLetterErrors.DEAD_LETTER_UNKNOWN({ id });
    const { status } = entry;
    if (status !== "pending") throw deadLetterErrors.DEAD_LETTER_SETTLED({ id, status });
    return entry;
  }

  /** What went wrong with each, in their order; `undefined` where nothing did. */
  async function putBack(entries: readonly DeadLetter[]): Promise<readonly (Error | undefined)[]> {
    if (entries.length === 0) return [];
    const results = await published(entries);
    const errors: (Error | undefined)[] = [];
    for (const [index, entry] of entries.entries()) {
      const error = errorOf(entry, results[index]);
      // Settled after it was published: a process that ends in between leaves it pending, and not lost. When it has failed
      // again by now, its count has grown and it stays pending.
      if (error === undefined) await store.settle(entry.id, entry.reprocessCount, "reprocessed");
      errors.push(error);
    }
    return errors;
  }

  async function published(entries: readonly DeadLetter[]): Promise<readonly PublishResult[]> {
    try {
      return await publish(entries.map(messageOf));
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(describeFailure(thrown).message);
      // A call that made no sense stored nothing. Any other rejection says nothing about what was already on its way.
      const isUsage = isConcordatError(error) && error.kind === "usage";
      return entries.map(() => ({ status: isUsage ? "refused" : "unknown", error }));
    }
  }
}

type Doing = "being reprocessed" | "being discarded";

function messageOf({ id, address, key, group, handler, raw, reprocessCount }: DeadLetter): OutgoingMessage {
  const marks = {
    id,
    address,
    group,
    reprocessCount: reprocessCount + 1,
    ...(handler === undefined ? {} : { handler }),
  };
  // The headers that it came with stand in `raw`, named as somebody else liked to name them.
  const message = { address, headers: formatMarks(marks), raw };
  return key === undefined ? message : { ...message, key };
}

function errorOf({ id, address }: DeadLetter, result: PublishResult | undefined): Error | undefined {
  if (result?.status === "stored") return undefined;
  const error = result?.error;
  const reason = error?.message ?? "the transport gave no answer";
  return result?.status === "refused"
    ? deadLetterErrors.DEAD_LETTER_NOT_SENT({ id, address, reason }, { cause: error })
    : deadLetterErrors.DEAD_LETTER_IN_DOUBT({ id, address, reason }, { cause: error });
}
