import { isObject, type Json, JsonError, type JsonObject, parseJson } from "@concordat/json";
import { type Checksum, checksumOf } from "./checksum.ts";
import { metadataExtensions, writeDomainMessage } from "./domain-message.ts";
import { formatErrors } from "./errors.ts";
import type { Format, ReadContext, ReadResult, Refusal } from "./format.ts";
import { refuse, refuseMember } from "./refuse.ts";
import { settle } from "./settle.ts";

/**
 * The message of the event bus on Redis Streams, as an object or as the flat fields of a stream entry, where `event_data`
 * and `metadata` are JSON text.
 *
 * The way there and back keeps every member. The other way, from an event that never was such a message, what the message
 * has no place for stays behind: `source`, `datacontenttype`, and extensions beyond those named here.
 */
export function createDomainEventFormat({ checksum = checksumOf }: DomainEventOptions = {}): Format {
  return {
    name: "domain_event",
    detects: ({ event_type, event_data, metadata }) =>
      event_type !== undefined && event_data !== undefined && metadata !== undefined,
    read(value, context) {
      const data = parsed(value.event_data, "/event_data");
      const metadata = parsed(value.metadata, "/metadata");
      if (data.refusal !== undefined) return data.refusal;
      if (metadata.refusal !== undefined) return metadata.refusal;
      if (!isObject(metadata.value)) return refuseMember("/metadata", metadata.value, "an object");
      const message = { ...value, event_data: data.value, metadata: metadata.value };
      return verify(message, checksum) ?? readMessage(message, context);
    },
    write: (event) => writeDomainMessage(event, checksum),
  };
}

export type DomainEventOptions = {
  /** `checksumOf`, or what says the same faster: `digestOf` of `@concordat/json/digest` where Node is. */
  readonly checksum?: Checksum;
};

/** With every default. */
export const domainEvent: Format = createDomainEventFormat();

type Message = JsonObject & { readonly event_data: Json; readonly metadata: JsonObject };

function readMessage(message: Message, context: ReadContext): ReadResult {
  const { event_type: name, aggregate_type, event_data: data, metadata } = message;
  if (typeof name !== "string" || name === "")
    return refuseMember("/event_type", name, "a text that names a type");
  const extensions = metadataExtensions.map(([member, extension]) => [extension, metadata[member]]);
  return settle(
    {
      name,
      origin: message,
      id: message.event_id,
      source: typeof aggregate_type === "string" ? sourceOfAggregate(aggregate_type) : undefined,
      subject: message.aggregate_id,
      time: metadata.timestamp,
      datacontenttype: "application/json",
      data,
      extensions: {
        aggregatetype: aggregate_type,
        aggregateversion: numberIn(message.version),
        ...Object.fromEntries(extensions),
      },
      isExact: true,
    },
    context,
  );
}

/** A checksum is optional; one that is there has to be right. */
function verify({ event_data: data, metadata }: Message, checksum: Checksum): Refusal | undefined {
  const claimed = metadata.checksum;
  if (claimed === undefined || claimed === null) return undefined;
  const pointer = "/metadata/checksum";
  if (typeof claimed !== "string") return refuseMember(pointer, claimed, "a text");
  try {
    const actual = checksum(data);
    return claimed === actual
      ? undefined
      : refuse(formatErrors.CHECKSUM_MISMATCH({ claimed, actual }), pointer);
  } catch (error) {
    if (error instanceof JsonError) return refuse(error, "/event_data");
    throw error;
  }
}

/** As a field of a stream entry, a value is text. */
function parsed(
  value: Json | undefined,
  pointer: string,
): { readonly value: Json; readonly refusal?: undefined } | { readonly refusal: Refusal } {
  if (value === undefined) return { refusal: refuseMember(pointer, value, "a JSON value") };
  if (typeof value !== "string") return { value };
  try {
    return { value: parseJson(value) };
  } catch (error) {
    if (error instanceof JsonError) return { refusal: refuse(error, pointer) };
    throw error;
  }
}

function numberIn(value: Json | undefined): Json | undefined {
  return typeof value === "string" && /^[1-9]\d{0,9}$/.test(value) ? Number(value) : value;
}

function sourceOfAggregate(type: string): string {
  return `/eventbus/${encodeURIComponent(type.toWellFormed())}`;
}
