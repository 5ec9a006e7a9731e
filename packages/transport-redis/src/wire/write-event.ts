import { type CloudEvent, dataKindOf, structuredText, structuredType } from "@concordat/cloudevents";
import type { EntryText } from "./entry-text.ts";
import { attributePrefix, bodyField, contentTypeField } from "./field-names.ts";

/**
 * An event as the fields of a stream entry, the same as `redisBinding` of @concordat/cloudevents makes of it. That one makes an object of
 * headers and bytes of a body first.
 */
export function writeEvent(entry: EntryText, event: CloudEvent, mode: "binary" | "structured"): void {
  if (mode === "structured") {
    entry.attribute(contentTypeField, structuredType);
    entry.body(bodyField, structuredText(event));
    return;
  }
  const members = event as unknown as Readonly<Record<string, unknown>>;
  for (const name in members) {
    if (name === "data" || name === "datacontenttype") continue;
    const value = members[name];
    entry.attribute(fieldOf(name), typeof value === "string" ? value : String(value));
  }
  const { data, datacontenttype } = event;
  if (data instanceof Uint8Array || data === undefined) {
    if (datacontenttype !== undefined) entry.attribute(contentTypeField, datacontenttype);
    if (data !== undefined) entry.body(bodyField, Buffer.from(data));
  } else {
    entry.attribute(contentTypeField, datacontenttype ?? "application/json");
    const isText = typeof data === "string" && dataKindOf(datacontenttype) !== "json";
    entry.body(bodyField, isText ? data : JSON.stringify(data));
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
