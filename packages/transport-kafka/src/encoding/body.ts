import { dataText, structuredText } from "@concordat/cloudevents";
import type { OutgoingMessage } from "@concordat/runtime";

/**
 * What the value of a record is: bytes, or text that is still to be written in UTF-8. `null` where an event has no data (Kafka binding
 * 1.0.2, 3.2.2): a value that is there and empty says something else.
 */
export function recordValueOf(message: OutgoingMessage, isStructured: boolean): string | Uint8Array | null {
  if ("event" in message)
    return isStructured ? structuredText(message.event) : (dataText(message.event) ?? null);
  const { body, headers } = message.raw;
  if (body.length > 0) return body;
  return headers["content-type"]?.startsWith("text/") === true ? body : null;
}

/** The same as bytes. */
export function bodyOf(message: OutgoingMessage, isStructured: boolean): Uint8Array | null {
  const value = recordValueOf(message, isStructured);
  return typeof value === "string" ? Buffer.from(value) : value;
}
