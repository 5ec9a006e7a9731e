import { type CloudEvent, cloudEventErrors, createDomainEventFormat } from "@concordat/cloudevents";
import { digestOf } from "@concordat/json/digest";
import type { MessageHeaders, OutgoingMessage, RawContent } from "@concordat/runtime";
import { checkHeaders } from "@concordat/runtime/transport";
import { EntryText } from "./entry-text.ts";
import {
  bodyFieldOf,
  carriesEvent,
  contentTypeField,
  domainBodyField,
  headerPrefix,
  isDomainEvent,
  keyField,
} from "./field-names.ts";
import { writeEvent } from "./write-event.ts";

export type WireOptions = {
  readonly mode: "binary" | "structured";
  readonly format: "cloudevents" | "domain-event";
  readonly messageBytes: number;
};

/**
 * A message as the fields of a stream entry.
 *
 * Throws MESSAGE_HEADER, LIMIT_EVENT_BYTES, and what an encoder says of an event that cannot be written so.
 */
export function encodeMessage(message: OutgoingMessage, options: WireOptions): EntryText {
  const { key, headers, address } = message;
  const entry = new EntryText();
  if (headers !== undefined) checkHeaders(headers, address, carriesEvent);
  /** What readers in other languages take for the key. */
  let aggregate: string | undefined;
  if ("raw" in message) {
    const { raw } = message;
    if (isDomainEvent(raw.headers)) aggregate = raw.headers.aggregate_id;
    writeRaw(entry, raw, headers);
  } else if (options.format === "domain-event") {
    aggregate = writeDomainEvent(entry, message.event);
  } else {
    writeEvent(entry, message.event, options.mode);
  }
  if (headers !== undefined)
    for (const name in headers) entry.field(headerPrefix + name, headers[name] as string);
  const { bytes } = entry;
  const limit = options.messageBytes;
  if (bytes > limit) throw cloudEventErrors.LIMIT_EVENT_BYTES({ bytes, limit });
  // Not counted: it is no header, as the key of a record of Kafka is none.
  if (key !== undefined && key !== aggregate) entry.field(keyField, key);
  return entry;
}

const domainEvents = createDomainEventFormat({ checksum: digestOf });

function writeDomainEvent(entry: EntryText, event: CloudEvent): string {
  const message = domainEvents.write?.(event) ?? {};
  for (const [name, value] of Object.entries(message)) {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    if (name === domainBodyField) entry.body(name, text);
    else entry.field(name, text);
  }
  return String(message.aggregate_id);
}

function writeRaw(entry: EntryText, { headers, body }: RawContent, added: MessageHeaders = {}): void {
  for (const name in headers) {
    const isReplaced = name.startsWith(headerPrefix) && Object.hasOwn(added, name.slice(headerPrefix.length));
    if (!isReplaced) entry.field(name, headers[name] as string);
  }
  // An empty text is data, and there is no other way to tell it from none.
  if (body.length > 0 || headers[contentTypeField] !== undefined)
    entry.body(bodyFieldOf(headers), Buffer.from(body));
}
