import { cloudEventErrors } from "@concordat/cloudevents";
import { isArray, isObject, type Json, parseJsonDocument } from "@concordat/json";
import { findingOf } from "./finding.ts";
import type { EventJudge, JudgeOptions } from "./judge-event.ts";
import { type EventReader, mostEventBytes } from "./read-event.ts";
import { type EventVerdict, verdictText } from "./verdict.ts";

const mostEvents = 1000;

export type BatchOptions = {
  readonly reader: EventReader;
  readonly judge: EventJudge;
  readonly asked: string | undefined;
  readonly options: JudgeOptions;
};

/**
 * Judges each event for itself: a bad one hides and spoils no other. Nothing is stored, so there is nothing to be done
 * wholly or not at all. The answer is JSON:
 *
 * - `total`, `valid`, `invalid`
 * - `duplicates`: events whose source and id stood in the batch before; a sender may repeat itself, and both are valid
 * - `verdicts`: one for each event, in their order
 *
 * @throws what is wrong with the text as a whole; CE_NOT_A_BATCH where it is no list; LIMIT_BATCH
 */
export async function judgeBatch(
  bytes: Uint8Array,
  { reader, judge, asked, options }: BatchOptions,
): Promise<string> {
  // One level more than an event alone: the list.
  const { value: events, text } = parseJsonDocument(bytes, { maxDepth: 65 });
  if (!isArray(events)) throw cloudEventErrors.CE_NOT_A_BATCH();
  if (events.length > mostEvents)
    throw cloudEventErrors.LIMIT_BATCH({ events: events.length, limit: mostEvents });
  const isLarge = bytes.length > mostEventBytes;
  const read = reader.among(text, asked);
  const judged = events.map((event) => (isLarge && tooLarge(event, options)) || judge(read(event), options));
  const isWaiting = judged.some((each) => each instanceof Promise);
  const verdicts = isWaiting ? await Promise.all(judged) : (judged as readonly EventVerdict[]);
  const valid = verdicts.filter((verdict) => verdict.valid).length;
  const count = { total: events.length, valid, invalid: events.length - valid };
  const duplicates = JSON.stringify(duplicatesAmong(events, verdicts));
  const each = verdicts.map((verdict, index) => verdictText(verdict, `"index":${index}`));
  return `${JSON.stringify(count).slice(0, -1)},"duplicates":${duplicates},"verdicts":[${each.join(",")}]}\n`;
}

/** Measured as we would write it; white space between events is nobody's. */
function tooLarge(event: Json, { view }: JudgeOptions): EventVerdict | undefined {
  const bytes = Buffer.byteLength(JSON.stringify(event));
  if (bytes <= mostEventBytes) return undefined;
  const size = { bytes, limit: mostEventBytes };
  return { valid: false, view, findings: [findingOf(cloudEventErrors.LIMIT_EVENT_BYTES(size))] };
}

type Duplicate = { readonly index: number; readonly first: number; readonly id: string };

function duplicatesAmong(events: readonly Json[], verdicts: readonly EventVerdict[]): readonly Duplicate[] {
  const firsts = new Map<Json, Map<string, number>>();
  const found: Duplicate[] = [];
  for (const [index, { id }] of verdicts.entries()) {
    const event = events[index] as Json;
    if (id === undefined || !isObject(event)) continue;
    const source = event.source ?? null;
    let ofSource = firsts.get(source);
    if (ofSource === undefined) {
      ofSource = new Map();
      firsts.set(source, ofSource);
    }
    const first = ofSource.get(id);
    if (first === undefined) ofSource.set(id, index);
    else found.push({ index, first, id });
  }
  return found;
}
