import { httpBinding } from "@concordat/cloudevents";
import { isObject, type Json, type JsonObject, parseJson } from "@concordat/json";
import type { DecodedContent, RawContent } from "@concordat/runtime";
import { structuredHeaders } from "./headers.ts";

export type ReadMessage = {
  readonly raw: RawContent;
  readonly key: string | undefined;
  /** The id that EventBridge gave it, the same in each queue; none where it came another way. */
  readonly id: string | undefined;
};

/**
 * Takes what a queue holds apart: what EventBridge delivers, its `detail` alone (a target may be set to that), or anything else, which is
 * no event and handed on as it is.
 *
 * AWS may have written the JSON anew, so an event's bytes are those that this side writes: the same for every reader.
 */
export function readMessage(text: string): ReadMessage {
  const value = parsed(text);
  const envelope = objectOr(value, none);
  const detail = objectOr(envelope.detail, envelope);
  const way = objectOr(detail.eventBridgeMetadata, none);
  const headers = textsOf(way.headers);
  const id = typeof envelope.id === "string" && envelope.detail !== undefined ? envelope.id : undefined;
  const key = keyOf(way, detail.cloudEvents);
  const kept = keptBody(way);
  if (kept !== undefined) return { raw: { headers, body: kept }, key, id };
  if (detail.cloudEvents === undefined) return { raw: { headers, body: bytesOf(text) }, key, id };
  const body = bytesOf(JSON.stringify(detail.cloudEvents));
  return { raw: { headers: { ...headers, ...structuredHeaders }, body }, key, id };
}

/** In the JSON event format as it is written here; a raw message may be in binary mode, with the headers of the HTTP binding. */
export function decodeContent(raw: RawContent): DecodedContent {
  const verdict = httpBinding.decode(raw, { maxBytes: Number.POSITIVE_INFINITY });
  return verdict.valid ? { event: verdict.event } : { event: undefined, violations: verdict.violations };
}

/** Events nest sixty-four levels deep, and what they travel in some more. */
const maxDepth = 80;

function parsed(text: string): Json {
  try {
    return parseJson(text, { maxDepth });
  } catch {
    return null;
  }
}

/** Who puts events on the bus without an address knows nothing of keys; the extension for that says it. */
function keyOf(way: JsonObject, event: Json | undefined): string | undefined {
  if (typeof way.key === "string") return way.key;
  const { partition } = objectOr(event, none);
  const isForeign = way.address === undefined;
  return isForeign && typeof partition === "string" && partition !== "" ? partition : undefined;
}

const none: JsonObject = {};

function objectOr(value: Json | undefined, otherwise: JsonObject): JsonObject {
  return value !== undefined && isObject(value) ? value : otherwise;
}

function keptBody({ body, body_base64 }: JsonObject): Uint8Array | undefined {
  if (typeof body === "string") return bytesOf(body);
  return typeof body_base64 === "string" ? new Uint8Array(Buffer.from(body_base64, "base64")) : undefined;
}

function textsOf(headers: Json | undefined): Record<string, string> {
  const texts = Object.entries(objectOr(headers, none)).filter(([, value]) => typeof value === "string");
  return Object.fromEntries(texts) as Record<string, string>;
}

function bytesOf(text: string): Uint8Array {
  return Buffer.from(text);
}
