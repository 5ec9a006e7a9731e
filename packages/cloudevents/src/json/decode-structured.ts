import { type Json, JsonError, parseJson } from "@concordat/json";
import { cloudEventErrors } from "../errors.ts";
import { type JudgeOptions, judgeMembers, type Members } from "../validate/judge.ts";
import type { EventVerdict, ValidateOptions } from "../validate/options.ts";
import { notAnEvent } from "../validate/validate-event.ts";
import { violationOf } from "../violation.ts";
import { bytesBeyond, type LimitOptions, mostEventBytes } from "./limit.ts";

export type DecodeOptions = ValidateOptions & LimitOptions;

/**
 * Reads an event in the JSON event format. Never throws on what it reads: the verdict holds the event or everything that is
 * wrong with it, broken JSON and exceeded limits included (under the codes of `@concordat/json`).
 */
export function decodeStructured(input: string | Uint8Array, options: DecodeOptions = {}): EventVerdict {
  const limit = options.maxBytes ?? mostEventBytes;
  const bytes = bytesBeyond(input, limit);
  if (bytes !== undefined) return refuse(cloudEventErrors.LIMIT_EVENT_BYTES({ bytes, limit }));
  let value: Json;
  try {
    value = parseJson(input);
  } catch (error) {
    if (error instanceof JsonError) return refuse(error);
    throw error;
  }
  return judgeParsed(value, options);
}

/** An event that the strict parser has read, and that nobody else holds. */
export function judgeParsed(value: Json, options: ValidateOptions): EventVerdict {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return notAnEvent(value);
  const judged: JudgeOptions = { ...options, nulls: "unset" };
  return judgeMembers(value as Members, judged);
}

function refuse(error: Parameters<typeof violationOf>[0]): EventVerdict {
  return { valid: false, violations: [violationOf(error, "")] };
}
