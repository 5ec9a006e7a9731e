import { isArray, type Json, JsonError, parseJson } from "@concordat/json";
import type { CloudEvent } from "../cloud-event.ts";
import { cloudEventErrors } from "../errors.ts";
import {
  type BatchOptions,
  type BatchVerdict,
  batchVerdict,
  mostEventsInBatch,
} from "../validate/validate-batch.ts";
import { encodeUtf8 } from "../values/utf8.ts";
import { type Violation, violationOf } from "../violation.ts";
import { judgeParsed } from "./decode-structured.ts";
import { structuredText } from "./encode-structured.ts";
import { bytesBeyond, checkBytes, type LimitOptions, mostEventBytes } from "./limit.ts";

export type BatchLimits = LimitOptions & {
  /** How many bytes the whole batch may take. Default 16 MiB. */
  readonly maxBatchBytes?: number | undefined;
  /** How many events it may hold. Default 1000. */
  readonly maxEvents?: number | undefined;
};

const mostBatchBytes = 1 << 24;

/**
 * Events as one JSON array, UTF-8: what travels as `application/cloudevents-batch+json`. No events make an empty array.
 *
 * @throws {CloudEventError} LIMIT_BATCH, LIMIT_EVENT_BYTES
 */
export function encodeBatch(events: readonly CloudEvent[], limits: BatchLimits = {}): Uint8Array {
  const most = limits.maxEvents ?? mostEventsInBatch;
  if (events.length > most) throw cloudEventErrors.LIMIT_BATCH({ events: events.length, limit: most });
  const texts = events.map((event) => {
    const text = structuredText(event);
    const bytes = bytesBeyond(text, limits.maxBytes ?? mostEventBytes);
    if (bytes !== undefined) checkBytes(bytes, limits);
    return text;
  });
  const batch = encodeUtf8(`[${texts.join(",")}]`);
  checkBytes(batch.length, { maxBytes: limits.maxBatchBytes ?? mostBatchBytes });
  return batch;
}

/**
 * Reads a batch: each event is judged for itself, a bad one hides no other. Where the text as a whole cannot be read,
 * `violations` say why and there are no results.
 */
export function decodeBatch(
  input: string | Uint8Array,
  options: BatchOptions & BatchLimits = {},
): BatchVerdict {
  const limit = options.maxBatchBytes ?? mostBatchBytes;
  const bytes = bytesBeyond(input, limit);
  if (bytes !== undefined) return refuse(cloudEventErrors.LIMIT_EVENT_BYTES({ bytes, limit }));
  let value: Json;
  try {
    // One level more than an event alone: the array.
    value = parseJson(input, { maxDepth: 65 });
  } catch (error) {
    if (error instanceof JsonError) return refuse(error);
    throw error;
  }
  if (!isArray(value)) return refuse(cloudEventErrors.CE_NOT_A_BATCH());
  const most = options.maxEvents ?? mostEventsInBatch;
  if (value.length > most)
    return refuse(cloudEventErrors.LIMIT_BATCH({ events: value.length, limit: most }), value.length);
  const isLarge = input.length > (options.maxBytes ?? mostEventBytes);
  return batchVerdict(value, (each) => {
    const tooLarge = isLarge ? largerThan(each as Json, options) : undefined;
    return tooLarge === undefined
      ? judgeParsed(each as Json, options)
      : { valid: false, violations: [tooLarge] };
  });
}

/** Measured as we would write it; white space between events is nobody's. */
function largerThan(event: Json, { maxBytes = mostEventBytes }: LimitOptions): Violation | undefined {
  const bytes = bytesBeyond(JSON.stringify(event), maxBytes);
  if (bytes === undefined) return undefined;
  return violationOf(cloudEventErrors.LIMIT_EVENT_BYTES({ bytes, limit: maxBytes }), "");
}

function refuse(error: Parameters<typeof violationOf>[0], total = 0): BatchVerdict {
  const violations = [violationOf(error, "")];
  return { total, valid: 0, invalid: total, results: [], duplicates: [], violations };
}
