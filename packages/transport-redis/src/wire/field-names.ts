import type { MessageHeaders } from "@concordat/runtime";

/** In front of an attribute of the event, as the binding of Redis has it. */
export const attributePrefix = "ce_";
export const contentTypeField = "content-type";
/** The data alone, or, in structured mode, the whole event. */
export const bodyField = "data";

/** In front of what travels beside the event. No attribute and no field of a domain event begins so. */
export const headerPrefix = "h_";

/** The key of a message. It orders, and is part neither of the headers nor of the event. */
export const keyField = "key";

/** The body of a message of the event bus; its other members are fields like headers. */
export const domainBodyField = "event_data";

const domainFields: ReadonlySet<string> = new Set([
  "event_id",
  "event_type",
  "aggregate_id",
  "aggregate_type",
  "version",
  "metadata",
]);

/** Two that nothing else has both of. */
const [typeField, metadataField] = ["event_type", "metadata"] as const;

/** By its fields alone, so that a flawed message is still taken for what it is. */
export function isDomainEvent(fields: MessageHeaders): boolean {
  return fields[typeField] !== undefined && fields[metadataField] !== undefined;
}

/** The same by the names of its fields. */
export function areOfDomainEvent(names: readonly string[]): boolean {
  return names.includes(typeField) && names.includes(metadataField);
}

export function bodyFieldOf(fields: MessageHeaders): string {
  return isDomainEvent(fields) ? domainBodyField : bodyField;
}

/** Names that messages may not use for headers of their own; all transports have these. */
export function carriesEvent(name: string): boolean {
  return name === contentTypeField || name.startsWith("ce-");
}

/** Those that do not carry the event, by the names that they were given. */
export function ownHeaders(fields: MessageHeaders): MessageHeaders {
  const isDomain = isDomainEvent(fields);
  let own: Record<string, string> | undefined;
  for (const field in fields) {
    if (field.startsWith(attributePrefix) || field === contentTypeField) continue;
    if (isDomain && domainFields.has(field)) continue;
    own ??= {};
    own[field.startsWith(headerPrefix) ? field.slice(headerPrefix.length) : field] = fields[field] as string;
  }
  return own ?? none;
}

const none: MessageHeaders = Object.freeze({});
