import {
  type CloudEvent,
  cloudEventErrors,
  createEventBridgeBinding,
  structuredText,
} from "@concordat/cloudevents";
import { isObject, parseJson } from "@concordat/json";
import type { Clock, MessageHeaders, OutgoingMessage, RawContent } from "@concordat/runtime";
import { checkHeaders } from "@concordat/runtime/transport";
import { checkAddress } from "../check-address.ts";
import type { PutEntry } from "../driver/driver.ts";
import { decodeContent } from "./decode-message.ts";
import { carriesEvent, headerBytes, ownHeaders, structuredHeaders } from "./headers.ts";
import { messageBytesOf } from "./limits.ts";

export type EncodedEntry = {
  readonly entry: PutEntry;
  /** As AWS counts it: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
  readonly bytes: number;
};

export type EncoderOptions = {
  readonly bus: string;
  readonly maxEntryBytes: number;
  readonly clock: Clock;
};

/**
 * Writes a message as an entry of PutEvents: the event as the EventBridge binding has it, and in `eventBridgeMetadata` what belongs to
 * the way: address, key and headers.
 *
 * The function that it answers throws MESSAGE_HEADER, LIMIT_EVENT_BYTES, or what the encoder says of an event that has no JSON.
 */
export function createEncoder(options: EncoderOptions): (message: OutgoingMessage) => EncodedEntry {
  const { bus, maxEntryBytes, clock } = options;
  const limit = messageBytesOf(maxEntryBytes);
  // The size is looked at here, with all that AWS counts.
  const maxBytes = Number.POSITIVE_INFINITY;
  const binding = createEventBridgeBinding({ eventBusName: bus, maxEntryBytes: maxBytes, clock });

  function ofEvent(message: OutgoingMessage, event: CloudEvent, text: string, headers: MessageHeaders) {
    checkMessage(Buffer.byteLength(text) + structuredBytes + headerBytes(headers), limit);
    const { Time, ...entry } = binding.encode(event, { metadata: wayOf(message, headers), text });
    // A time that no calendar has is the event's own trouble; as `Time` it would have the whole request refused.
    const isTime = Time !== undefined && !Number.isNaN(Time.getTime());
    return { ...entry, EventBusName: bus, ...(isTime && { Time }) };
  }

  function ofRaw(message: OutgoingMessage, raw: RawContent): PutEntry {
    const headers = { ...raw.headers, ...message.headers };
    const body = Buffer.from(raw.body);
    checkMessage(body.length + headerBytes(headers), limit);
    const { event } = decodeContent({ headers, body });
    const text = body.toString();
    if (event !== undefined && isWrittenAsHere(headers, text))
      return ofEvent(message, event, text, ownHeaders(headers));
    const content = Buffer.from(text).equals(body)
      ? { body: text }
      : { body_base64: body.toString("base64") };
    const metadata = JSON.stringify({ event_bus_name: bus, ...wayOf(message, headers), ...content });
    const { Source, DetailType } = event === undefined ? unnamed : binding.encode(event, { text: "" });
    return {
      EventBusName: bus,
      Source,
      DetailType,
      Detail: `{"omsContext":{},"eventBridgeMetadata":${metadata}}`,
    };
  }

  return (message) => {
    checkAddress(message.address);
    checkHeaders(message.headers, message.address, carriesEvent);
    const entry =
      "event" in message
        ? ofEvent(message, message.event, structuredText(message.event), message.headers ?? {})
        : ofRaw(message, message.raw);
    const bytes = entryBytes(entry);
    if (bytes > maxEntryBytes) throw cloudEventErrors.LIMIT_EVENT_BYTES({ bytes, limit: maxEntryBytes });
    return { entry, bytes };
  };
}

const structuredBytes = headerBytes(structuredHeaders);

/** A message that is no event has to come from somewhere and be something, or AWS does not take it. */
const unnamed = { Source: "concordat", DetailType: "Message" };

function wayOf(
  { address, key }: OutgoingMessage,
  headers: MessageHeaders,
): Readonly<Record<string, unknown>> {
  const hasHeaders = Object.keys(headers).length > 0;
  return { address, ...(key !== undefined && { key }), ...(hasHeaders && { headers }) };
}

/** Whether these very bytes come out again when somebody has read them as JSON and writes them. */
function isWrittenAsHere(headers: MessageHeaders, text: string): boolean {
  if (headers["content-type"] !== structuredHeaders["content-type"]) return false;
  if (Object.keys(headers).some((name) => name.startsWith("ce-"))) return false;
  try {
    const value = parseJson(text);
    return isObject(value) && JSON.stringify(value) === text;
  } catch {
    return false;
  }
}

function entryBytes({ Source, DetailType, Detail, Time }: PutEntry): number {
  const texts = Buffer.byteLength(Source) + Buffer.byteLength(DetailType) + Buffer.byteLength(Detail);
  return Time === undefined ? texts : texts + 14;
}

function checkMessage(bytes: number, limit: number): void {
  if (bytes > limit) throw cloudEventErrors.LIMIT_EVENT_BYTES({ bytes, limit });
}
