import { type Json, JsonError, parseJson } from "@concordat/json";
import { cloudEventErrors } from "../errors.ts";
import { isHarmless } from "../validate/event-data.ts";
import { judgeMembers, type Members } from "../validate/judge.ts";
import type { EventVerdict, ValidateOptions } from "../validate/options.ts";
import { refused } from "../validate/refused.ts";
import { notAnEvent } from "../validate/validate-event.ts";
import { decodeUtf8 } from "../values/utf8.ts";
import { bytesBeyond, type LimitOptions, mostEventBytes } from "./limit.ts";

export type DecodeOptions = ValidateOptions & LimitOptions;

/**
 * Reads an event in the JSON event format. Never throws on what it reads: the verdict holds the event or everything that is
 * wrong with it, broken JSON and exceeded limits included (under the codes of `@concordat/json`).
 */
export function decodeStructured(input: string | Uint8Array, options: DecodeOptions = {}): EventVerdict {
  const limit = options.maxBytes ?? mostEventBytes;
  const bytes = bytesBeyond(input, limit);
  if (bytes !== undefined) return refused(cloudEventErrors.LIMIT_EVENT_BYTES({ bytes, limit }));
  const text = typeof input === "string" ? input : decodeUtf8(input);
  try {
    // Where the bytes are no text, the parser says what is wrong with them.
    return judgeParsed(parseJson(text ?? input), options, text);
  } catch (error) {
    if (error instanceof JsonError) return refused(error);
    throw error;
  }
}

/** An event that the strict parser has read, and that nobody else holds; with the text, where that is at hand. */
export function judgeParsed(value: Json, options: ValidateOptions, text?: string): EventVerdict {
  return judgeRead(value, options, text !== undefined && isHarmless(text));
}

function judgeRead(value: Json, options: ValidateOptions, trustsData: boolean): EventVerdict {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return notAnEvent(value);
  return judgeMembers(value as Members, options, { nulls: "unset", trustsData });
}

/**
 * Judges the events that the strict parser has read from one text: what would have to be looked for in the data of each is
 * looked for in the text once. The values become the events, so nobody else may hold them.
 */
export function parsedEventJudge(text: string, options: ValidateOptions = {}): (value: Json) => EventVerdict {
  const trustsData = isHarmless(text);
  return (value) => judgeRead(value, options, trustsData);
}
