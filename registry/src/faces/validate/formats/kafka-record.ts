import type { HeadersIn, HeaderValueIn, MessageIn } from "@concordat/cloudevents";
import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";

/** A record of Kafka as JSON: what a consumer got, with bytes as text or in base64. */
export type KafkaRecord = {
  readonly headers: HeadersIn;
  readonly value: Uint8Array | undefined;
};

/** `headers`, and the value as text, as JSON or as bytes. */
export function looksLikeKafkaRecord(value: JsonObject): boolean {
  const { headers, specversion, event_type, subject } = value;
  const hasValue = Object.hasOwn(value, "value") || Object.hasOwn(value, "value_base64");
  return (
    headers !== undefined &&
    hasValue &&
    [specversion, event_type, subject].every((each) => each === undefined)
  );
}

/** The record, or what is wrong with it, as a pointer and what belongs there. */
export function readKafkaRecord(
  record: JsonObject,
): KafkaRecord | { readonly pointer: string; readonly wanted: string } {
  const headers = readHeaders(record.headers ?? null);
  if (headers === undefined)
    return { pointer: "/headers", wanted: "an object of texts, or a list of pairs of texts" };
  const { value_base64: inBase64 } = record;
  if (inBase64 === undefined) return { headers, value: bytesOf(record.value) };
  const value = typeof inBase64 === "string" ? fromBase64(inBase64) : undefined;
  return value === undefined ? { pointer: "/value_base64", wanted: "base64" } : { headers, value };
}

/** Kafka tells nothing and emptiness apart, and a text is the bytes of a text. */
function bytesOf(value: Json | undefined): Uint8Array | undefined {
  if (value === undefined || value === null) return undefined;
  return Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
}

type Pair = readonly [string, HeaderValueIn];

function readHeaders(headers: Json): readonly Pair[] | undefined {
  if (headers === null) return [];
  const pairs = isArray(headers)
    ? headers.map(asPair)
    : isObject(headers)
      ? Object.entries(headers).map(([name, value]) => asPair([name, value]))
      : [undefined];
  return pairs.some((pair) => pair === undefined) ? undefined : (pairs as readonly Pair[]);
}

/** `["name", "text"]`, `{"key": "name", "value": "text"}`; bytes stand as `{"base64": "…"}`. */
function asPair(header: Json): Pair | undefined {
  if (isArray(header)) {
    const [name, value] = header;
    return typeof name === "string" ? withValue(name, value) : undefined;
  }
  if (!isObject(header)) return undefined;
  const name = header.key ?? header.name;
  return typeof name === "string" ? withValue(name, header.value) : undefined;
}

function withValue(name: string, value: Json | undefined): Pair | undefined {
  if (typeof value === "string") return [name, value];
  if (value === null || value === undefined) return [name, undefined];
  if (!isObject(value) || typeof value.base64 !== "string") return undefined;
  const bytes = fromBase64(value.base64);
  return bytes && [name, bytes];
}

export function fromBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, "base64");
  // Node skips what is none; written back, it shows.
  return bytes.toString("base64").replace(/=+$/, "") === text.replace(/=+$/, "") ? bytes : undefined;
}

/** What a header of the record holds. */
export function headerOf({ headers }: KafkaRecord, wanted: string): string | Uint8Array | undefined {
  for (const [name, value] of headers as Iterable<Pair>)
    if (name === wanted && value !== undefined && value !== null && !Array.isArray(value))
      return value as string | Uint8Array;
  return undefined;
}

export function hasEventHeaders({ headers }: KafkaRecord): boolean {
  for (const [name, value] of headers as Iterable<Pair>) {
    if (name.startsWith("ce_")) return true;
    if (name.toLowerCase() === "content-type" && /^application\/cloudevents/i.test(String(value)))
      return true;
  }
  return false;
}

export function asMessage({ headers, value }: KafkaRecord): MessageIn {
  return { headers, ...(value && { body: value }) };
}
