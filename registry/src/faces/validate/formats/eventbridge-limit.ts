import { type CloudEventError, cloudEventErrors } from "@concordat/cloudevents";
import { isObject, type Json } from "@concordat/json";

/** What PutEvents takes; it counts the entry as we do here. */
const mostEntryBytes = 262_144;

/** Of an entry before it is put; what EventBridge delivers, it has taken. */
export function eventBridgeTooLarge(entry: Json): CloudEventError | undefined {
  if (!isObject(entry) || typeof entry.Detail !== "string") return undefined;
  const bytes = Buffer.byteLength(`${entry.Source ?? ""}${entry.DetailType ?? ""}${entry.Detail}`);
  if (bytes <= mostEntryBytes) return undefined;
  return cloudEventErrors.LIMIT_EVENT_BYTES({ bytes, limit: mostEntryBytes });
}
