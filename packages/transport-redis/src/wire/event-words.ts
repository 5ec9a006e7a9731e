import { type CloudEvent, dataKindOf, structuredText, structuredType } from "@concordat/cloudevents";
import type { Word } from "../link/link.ts";
import { attributePrefix, bodyField, contentTypeField } from "./field-names.ts";

/**
 * An event as the fields of a stream entry, the same as `redisBinding` of @concordat/cloudevents makes of it. That one makes an object of
 * headers and bytes of a body; here the words go straight to where the client takes them from, which is most of what a publish costs.
 */
export function pushEvent(words: Word[], event: CloudEvent, mode: "binary" | "structured"): void {
  if (mode === "structured") {
    words.push(contentTypeField, structuredType, bodyField, structuredText(event));
    return;
  }
  const members = event as unknown as Readonly<Record<string, unknown>>;
  for (const name in members) {
    if (name === "data" || name === "datacontenttype") continue;
    const value = members[name];
    words.push(fieldOf(name), typeof value === "string" ? value : String(value));
  }
  const { data, datacontenttype } = event;
  if (data instanceof Uint8Array) {
    if (datacontenttype !== undefined) words.push(contentTypeField, datacontenttype);
    words.push(bodyField, Buffer.from(data));
  } else if (data === undefined) {
    if (datacontenttype !== undefined) words.push(contentTypeField, datacontenttype);
  } else {
    const isText = typeof data === "string" && dataKindOf(datacontenttype) !== "json";
    words.push(contentTypeField, datacontenttype ?? "application/json", bodyField);
    words.push(isText ? data : JSON.stringify(data));
  }
}

/** Attributes are few, and joining the same two texts again and again makes a new one each time, whose hash nobody knows. */
const fields = new Map<string, string>();
const mostFields = 1_000;

function fieldOf(attribute: string): string {
  const known = fields.get(attribute);
  if (known !== undefined) return known;
  if (fields.size >= mostFields) fields.clear();
  const field = attributePrefix + attribute;
  fields.set(attribute, field);
  return field;
}
