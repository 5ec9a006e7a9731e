import type { CloudEvent } from "../cloud-event.ts";
import { encodeBase64 } from "../values/base64.ts";
import { encodeUtf8 } from "../values/utf8.ts";
import { headOf, isInHead } from "./head.ts";
import { checkBytes, type LimitOptions } from "./limit.ts";
import { quote } from "./quote.ts";

/**
 * The event in the JSON event format, UTF-8: what travels as `application/cloudevents+json`.
 *
 * Expects an event that `createEvent` or a decoder made, and does not judge it again.
 *
 * @throws {CloudEventError} LIMIT_EVENT_BYTES, before anything is sent
 */
export function encodeStructured(event: CloudEvent, options: LimitOptions = {}): Uint8Array {
  const bytes = encodeUtf8(structuredText(event));
  checkBytes(bytes.length, options);
  return bytes;
}

/** The same as text. Members that an event type has in common stand first, data last. */
export function structuredText(event: CloudEvent): string {
  let text = headOf(event);
  const members = event as unknown as Readonly<Record<string, unknown>>;
  for (const name in members) {
    if (isInHead(name) || name === "data") continue;
    const value = members[name];
    text += `,"${name}":${typeof value === "string" ? quote(value) : value}`;
  }
  const { data } = event;
  if (data === undefined) return `${text}}`;
  if (data instanceof Uint8Array) return `${text},"data_base64":"${encodeBase64(data)}"}`;
  return `${text},"data":${typeof data === "string" ? quote(data) : JSON.stringify(data)}}`;
}
