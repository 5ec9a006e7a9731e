import { encodeStructured, kafkaBinding } from "@concordat/cloudevents";
import type { OutgoingMessage } from "@concordat/runtime";

/** How large a message may be is judged with its headers, and elsewhere. */
const unlimited = { maxBytes: Number.POSITIVE_INFINITY };

/** `null` where an event has no data (Kafka binding 1.0.2, 3.2.2): a value that is there and empty says something else. */
export function bodyOf(message: OutgoingMessage, isStructured: boolean): Uint8Array | null {
  if ("event" in message)
    return isStructured
      ? encodeStructured(message.event, unlimited)
      : kafkaBinding.encode(message.event, "binary", unlimited).body;
  const { body, headers } = message.raw;
  if (body.length > 0) return body;
  return headers["content-type"]?.startsWith("text/") === true ? body : null;
}
