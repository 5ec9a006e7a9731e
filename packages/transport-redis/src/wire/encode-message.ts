import { type CloudEvent, cloudEventErrors, createDomainEventFormat } from "@concordat/cloudevents";
import { digestOf } from "@concordat/json/digest";
import type { MessageHeaders, OutgoingMessage, RawContent } from "@concordat/runtime";
import { checkHeaders } from "@concordat/runtime/transport";
import type { Word } from "../link/link.ts";
import { pushEvent } from "./event-words.ts";
import {
  bodyField,
  bodyFieldOf,
  carriesEvent,
  contentTypeField,
  domainBodyField,
  headerPrefix,
  isDomainEvent,
  keyField,
} from "./field-names.ts";

export type WireOptions = {
  readonly mode: "binary" | "structured";
  readonly format: "cloudevents" | "domain-event";
  readonly messageBytes: number;
};

/**
 * Puts the fields of a stream entry behind the words that are there, and answers about how many bytes they take.
 *
 * Throws MESSAGE_HEADER, LIMIT_EVENT_BYTES, and what an encoder says of an event that cannot be written so.
 */
export function pushMessage(words: Word[], message: OutgoingMessage, options: WireOptions): number {
  const from = words.length;
  const { key, headers, address } = message;
  if (headers !== undefined) checkHeaders(headers, address, carriesEvent);
  let nameOfBody = bodyField;
  /** What readers in other languages take for the key. */
  let aggregate: string | undefined;
  if ("raw" in message) {
    const { raw } = message;
    nameOfBody = bodyFieldOf(raw.headers);
    if (isDomainEvent(raw.headers)) aggregate = raw.headers.aggregate_id;
    pushRaw(words, raw, nameOfBody, headers);
  } else if (options.format === "domain-event") {
    nameOfBody = domainBodyField;
    aggregate = pushDomainEvent(words, message.event);
  } else {
    pushEvent(words, message.event, options.mode);
  }
  if (headers !== undefined)
    for (const name in headers) words.push(headerPrefix + name, headers[name] as string);
  const bytes = bytesFrom(words, from, nameOfBody, options.messageBytes);
  // Not counted: it is no header, as the key of a record of Kafka is none.
  if (key !== undefined && key !== aggregate) words.push(keyField, key);
  return bytes;
}

const domainEvents = createDomainEventFormat({ checksum: digestOf });

function pushDomainEvent(words: Word[], event: CloudEvent): string {
  const message = domainEvents.write?.(event) ?? {};
  for (const [name, value] of Object.entries(message))
    words.push(name, typeof value === "string" ? value : JSON.stringify(value));
  return String(message.aggregate_id);
}

function pushRaw(
  words: Word[],
  { headers, body }: RawContent,
  nameOfBody: string,
  added: MessageHeaders = {},
): void {
  for (const name in headers) {
    const isReplaced = name.startsWith(headerPrefix) && Object.hasOwn(added, name.slice(headerPrefix.length));
    if (!isReplaced) words.push(name, headers[name] as string);
  }
  // An empty text is data, and there is no other way to tell it from none.
  if (body.length > 0 || headers[contentTypeField] !== undefined) words.push(nameOfBody, Buffer.from(body));
}

/**
 * Names and values in UTF-8, without the name of the body, which is no header. They are counted one by one only where they could be more than
 * the limit: no UTF-16 unit takes more than three bytes.
 */
function bytesFrom(words: readonly Word[], from: number, nameOfBody: string, limit: number): number {
  let bytes = 0;
  for (let at = from; at < words.length; at += 1) bytes += (words[at] as Word).length;
  if (bytes * 3 <= limit) return bytes;
  let exact = 0;
  for (let at = from; at < words.length; at += 2) {
    const name = words[at] as string;
    if (name !== nameOfBody) exact += Buffer.byteLength(name);
    const value = words[at + 1] as Word;
    exact += typeof value === "string" ? Buffer.byteLength(value) : value.length;
  }
  if (exact > limit) throw cloudEventErrors.LIMIT_EVENT_BYTES({ bytes: exact, limit });
  return exact;
}
