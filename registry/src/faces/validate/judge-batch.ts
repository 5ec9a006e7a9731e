import { cloudEventErrors } from "@concordat/cloudevents";
import { isArray, isObject, type Json, parseJson } from "@concordat/json";
import { findingOf } from "./finding.ts";
import type { EventJudge, JudgeOptions } from "./judge-event.ts";
import { type EventReader, mostEventBytes } from "./read-event.ts";
import { type EventVerdict, verdictJson } from "./verdict.ts";

export type BatchVerdict = {
  readonly total: number;
  readonly valid: number;
  readonly invalid: number;
  /** Events that stood in the batch before: a sender may repeat itself, and both stay valid. */
  readonly duplicates: readonly { readonly index: number; readonly first: number; readonly id: string }[];
  /** One for each event, in their order. */
  readonly verdicts: readonly object[];
};

const mostEvents = 1000;

/** @throws what is wrong with the text as a whole; CE_NOT_A_BATCH where it is no list */
export function eventsIn(bytes: Uint8Array): readonly Json[] {
  // One level more than an event alone: the list.
  const value = parseJson(bytes, { maxDepth: 65 });
  if (isArray(value)) return value;
  throw cloudEventErrors.CE_NOT_A_BATCH();
}

/**
 * Judges each event for itself: a bad one hides and spoils no other. Nothing is stored, so there is nothing to be done
 * wholly or not at all.
 *
 * @throws LIMIT_BATCH
 */
export async function judgeBatch(
  events: readonly Json[],
  {
    reader,
    judge,
    asked,
    options,
    size,
  }: {
    readonly reader: EventReader;
    readonly judge: EventJudge;
    readonly asked: string | undefined;
    readonly options: JudgeOptions;
    /** Of the whole batch, in bytes. */
    readonly size: number;
  },
): Promise<BatchVerdict> {
  if (events.length > mostEvents)
    throw cloudEventErrors.LIMIT_BATCH({ events: events.length, limit: mostEvents });
  const isLarge = size > mostEventBytes;
  const judged = events.map(
    (event) => (isLarge && tooLarge(event, options)) || judge(reader.value(event, asked), options),
  );
  const verdicts = await Promise.all(judged);
  const valid = verdicts.filter((verdict) => verdict.valid).length;
  return {
    total: events.length,
    valid,
    invalid: events.length - valid,
    duplicates: duplicatesAmong(events, verdicts),
    verdicts: verdicts.map((verdict, index) => ({
      index,
      ...(verdict.id !== undefined && { id: verdict.id }),
      ...verdictJson(verdict),
    })),
  };
}

/** Measured as we would write it; white space between events is nobody's. */
function tooLarge(event: Json, { view }: JudgeOptions): EventVerdict | undefined {
  const bytes = Buffer.byteLength(JSON.stringify(event));
  if (bytes <= mostEventBytes) return undefined;
  const limit = mostEventBytes;
  return { valid: false, view, findings: [findingOf(cloudEventErrors.LIMIT_EVENT_BYTES({ bytes, limit }))] };
}

function duplicatesAmong(
  events: readonly Json[],
  verdicts: readonly EventVerdict[],
): BatchVerdict["duplicates"] {
  const firsts = new Map<string, number>();
  return verdicts.flatMap(({ id }, index) => {
    const event = events[index] as Json;
    if (id === undefined || !isObject(event)) return [];
    const key = JSON.stringify([event.source ?? null, id]);
    const first = firsts.get(key);
    if (first !== undefined) return [{ index, first, id }];
    firsts.set(key, index);
    return [];
  });
}
