import type { CloudEvent } from "../cloud-event.ts";
import { encodeBase64 } from "../values/base64.ts";
import { headOf, isInHead } from "./head.ts";
import { checkBytes, type LimitOptions } from "./limit.ts";
import { quote } from "./quote.ts";
import { writeUtf8 } from "./write-utf8.ts";

/**
 * The event in the JSON event format, UTF-8: what travels as `application/cloudevents+json`.
 *
 * Expects an event that `createEvent` or a decoder made, and does not judge it again.
 *
 * @throws {CloudEventError} LIMIT_EVENT_BYTES, before anything is sent
 */
export function encodeStructured(event: CloudEvent, limits?: LimitOptions): Uint8Array {
  const bytes = writeUtf8(headOf(event), attributesText(event), dataText(event.data));
  checkBytes(bytes.length, limits);
  return bytes;
}

/** The same as text. */
export function structuredText(event: CloudEvent): string {
  return `${headOf(event).text}${attributesText(event)}${dataText(event.data)}}`;
}

/** What does not stand in the head; ends with the name of the data where there is some. */
function attributesText(event: CloudEvent): string {
  let text = "";
  const members = event as unknown as Readonly<Record<string, unknown>>;
  for (const name in members) {
    if (name === "data" || isInHead(name)) continue;
    const value = members[name];
    if (name === "time") text += quotedTime(value as string);
    else text += `,"${name}":${typeof value === "string" ? quote(value) : value}`;
  }
  const { data } = event;
  if (data === undefined) return text;
  return text + (data instanceof Uint8Array ? ',"data_base64":' : ',"data":');
}

let lastTime = "";
let lastQuoted = "";

/** Events that are made in one millisecond share the text of their time. */
function quotedTime(time: string): string {
  if (time !== lastTime) {
    lastTime = time;
    lastQuoted = `,"time":${quote(time)}`;
  }
  return lastQuoted;
}

function dataText(data: unknown): string {
  if (data === undefined) return "";
  if (data instanceof Uint8Array) return `"${encodeBase64(data)}"`;
  return JSON.stringify(data);
}
