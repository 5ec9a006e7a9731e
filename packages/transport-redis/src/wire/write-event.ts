import {
  type CloudEvent,
  contentTypeOf,
  dataText,
  structuredText,
  structuredType,
} from "@concordat/cloudevents";
import { type EntryText, FieldKind } from "./entry-text.ts";
import { attributePrefix, bodyField, contentTypeField } from "./field-names.ts";

/**
 * An event as the fields of a stream entry, the same as `redisBinding` of @concordat/cloudevents makes of it. That one makes an object of
 * headers and bytes of a body first.
 */
export function writeEvent(entry: EntryText, event: CloudEvent, mode: "binary" | "structured"): void {
  if (mode === "structured") {
    entry.attribute(contentType, structuredType);
    entry.body(bodyField, structuredText(event));
    return;
  }
  const members = event as unknown as Readonly<Record<string, unknown>>;
  for (const name in members) {
    if (name === "data" || name === "datacontenttype") continue;
    const value = members[name];
    entry.attribute(kindOf(name), typeof value === "string" ? value : String(value));
  }
  const type = contentTypeOf(event);
  if (type !== undefined) entry.attribute(contentType, type);
  const body = dataText(event);
  // Whoever handed bytes over may go on writing into them while they wait here.
  if (body !== undefined) entry.body(bodyField, typeof body === "string" ? body : Buffer.from(body));
}

const contentType = new FieldKind(contentTypeField);

/** Attributes are few, and what was found out of each is kept with its last value. */
const kinds = new Map<string, FieldKind>();
const mostKinds = 1_000;

function kindOf(attribute: string): FieldKind {
  const known = kinds.get(attribute);
  if (known !== undefined) return known;
  if (kinds.size >= mostKinds) kinds.clear();
  const kind = new FieldKind(attributePrefix + attribute);
  kinds.set(attribute, kind);
  return kind;
}
