import { cloudEventErrors } from "../errors.ts";
import { type Violation, violationOf } from "../violation.ts";
import type { EventVerdict, ValidateOptions } from "./options.ts";
import { validateEvent } from "./validate-event.ts";

export type BatchOptions = ValidateOptions & {
  /** How many events a batch may hold; a longer one is not looked at. Default 1000. */
  readonly maxEvents?: number | undefined;
};

export type BatchVerdict = {
  readonly total: number;
  readonly valid: number;
  readonly invalid: number;
  /** One for each event, in their order. */
  readonly results: readonly BatchResult[];
  /** Events whose `source` and `id` stood in the batch before. */
  readonly duplicates: readonly BatchDuplicate[];
  /** What is wrong with the batch as a whole. */
  readonly violations: readonly Violation[];
};

export type BatchResult = EventVerdict & {
  readonly index: number;
  /** Where it has one that is a string. */
  readonly id?: string;
};

export type BatchDuplicate = {
  readonly index: number;
  /** Where the same event stood first. */
  readonly first: number;
  readonly source: string;
  readonly id: string;
};

export const mostEventsInBatch = 1000;

/**
 * Judges each event of a list for itself: a bad one hides and spoils no other. A second event with the `source` and `id`
 * of an earlier one is listed under `duplicates` and carries a warning; both stay valid, since a sender may repeat itself.
 */
export function validateBatch(list: readonly unknown[], options: BatchOptions = {}): BatchVerdict {
  const limit = options.maxEvents ?? mostEventsInBatch;
  if (list.length > limit) {
    const tooMany = violationOf(cloudEventErrors.LIMIT_BATCH({ events: list.length, limit }), "");
    return { total: list.length, valid: 0, invalid: list.length, ...nothing, violations: [tooMany] };
  }
  return batchVerdict(list, (value) => validateEvent(value, options));
}

const nothing = { results: [], duplicates: [] } as const;

/** The same for whoever judges single values in another way. */
export function batchVerdict(
  list: readonly unknown[],
  judge: (value: unknown) => EventVerdict,
): BatchVerdict {
  const firsts = new Map<string, number>();
  const duplicates: BatchDuplicate[] = [];
  const results = list.map((value, index): BatchResult => {
    const verdict = judge(value);
    const id = idOf(value);
    const result = { index, ...(id !== undefined && { id }), ...verdict };
    if (!result.valid) return result;
    const { source, id: own } = result.event;
    const key = JSON.stringify([source, own]);
    const first = firsts.get(key);
    if (first === undefined) {
      firsts.set(key, index);
      return result;
    }
    duplicates.push({ index, first, source, id: own });
    const repeated = violationOf(
      cloudEventErrors.CE_DUPLICATE_EVENT({ source, id: own, first }),
      "/id",
      "warning",
    );
    return { ...result, violations: [...result.violations, repeated] };
  });
  const valid = results.filter((result) => result.valid).length;
  return {
    total: list.length,
    valid,
    invalid: list.length - valid,
    results,
    duplicates,
    violations: [],
  };
}

function idOf(value: unknown): string | undefined {
  try {
    const id: unknown = (value as { readonly id?: unknown } | null)?.id;
    return typeof id === "string" ? id : undefined;
  } catch {
    return undefined;
  }
}
