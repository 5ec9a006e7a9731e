import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import type { CloudEvent } from "../cloud-event.ts";
import { aliases, isAttributeName } from "../names.ts";
import { operationOf } from "../naming/event-type.ts";
import { decodeBase64, encodeBase64 } from "../values/base64.ts";
import { branchOfSource } from "./branch-source.ts";
import { isExtensionValue } from "./extension-names.ts";
import type { Format, ReadContext } from "./format.ts";
import { currentType, schemaChanged } from "./old-names.ts";
import { refuseMember } from "./refuse.ts";
import { defaultContentType, isBytes, settle } from "./settle.ts";

const familyPrefix = "com.foundry.oms.";
const aliasPrefix = "ce_";

const attributes = new Set([
  "specversion",
  "id",
  "source",
  "type",
  "subject",
  "time",
  "datacontenttype",
  "dataschema",
  "data",
  "data_base64",
]);

/**
 * What looks like a CloudEvent and has a short type, perhaps no `id`, and extensions with `ce_` in front.
 *
 * It is also written, for consumers that still expect it, and then comes back without loss. What the shape itself cannot
 * tell stands in a member of its own, `adapter`: that nothing may be concluded, and which members of the data the
 * adapter added for old readers.
 */
export const legacyCloudEvent: Format = {
  name: "legacy_cloudevent",
  detects: (value, { types }) =>
    value.specversion !== undefined &&
    typeof value.type === "string" &&
    (!types.current.has(value.type) || hasLegacyMembers(value)),
  read(value, context) {
    const { type, data_base64: inText } = value;
    if (typeof type !== "string" || type === "")
      return refuseMember("/type", type, "a text that names a type");
    const bytes = typeof inText === "string" ? decodeBase64(inText) : undefined;
    if (inText !== undefined && bytes === undefined) return refuseMember("/data_base64", inText, "base64");
    const { adapter, ...rest } = value;
    const { name, data } =
      adapter === undefined ? { name: type, data: value.data } : told(type, value, context);
    return settle(
      {
        name,
        origin: rest,
        id: value.id,
        source: value.source,
        subject: value.subject,
        time: value.time,
        datacontenttype: value.datacontenttype,
        dataschema: value.dataschema,
        data: bytes ?? data,
        extensions: extensionsOf(value),
        isExact: adapter !== undefined,
      },
      context,
    );
  },
  write: toLegacy,
};

/**
 * Types of other families have no short name, so it takes the members to tell the shapes apart. The ten extensions may
 * have `ce_` in front in either.
 */
export function hasLegacyMembers(value: JsonObject): boolean {
  if (value.adapter !== undefined && isObject(value.adapter)) return true;
  return Object.keys(value).some((name) => name.startsWith(aliasPrefix) && !aliases.has(name));
}

/** The event without what the adapter added: what was done is asked first, since that may be it. */
function told(type: string, { data, adapter }: JsonObject, { types }: ReadContext) {
  const name = currentType(type, data, types) ?? type;
  const added = isObject(adapter ?? null) ? (adapter as JsonObject).added : undefined;
  const isAdded = (what: string) => added !== undefined && isArray(added) && added.includes(what);
  if (isAdded("data")) return { name, data: undefined };
  if (!isAdded("data.operation") || data === undefined || !isObject(data)) return { name, data };
  const { operation: _added, ...own } = data;
  return { name, data: own };
}

function extensionsOf(value: JsonObject): Record<string, Json> {
  const extensions = Object.entries(value).flatMap(([name, member]): readonly (readonly [string, Json])[] => {
    if (name === "adapter" || attributes.has(name)) return [];
    if (name.startsWith(aliasPrefix)) {
      const bare = name.slice(aliasPrefix.length);
      return attributes.has(bare) ? [] : [[bare, member]];
    }
    const isMeant =
      isAttributeName(name) && isExtensionValue(member) && !Object.hasOwn(value, aliasPrefix + name);
    return isMeant ? [[name, member]] : [];
  });
  // Not by assignment: a member may be called __proto__.
  return Object.fromEntries(extensions);
}

/** The shape that older consumers expect; what reads it gives the same event back. */
export function toLegacy(event: CloudEvent): JsonObject {
  const { specversion, id, source, type, subject, time, datacontenttype, dataschema, data, ...extensions } =
    event;
  const short = type.startsWith(familyPrefix) ? type.slice(familyPrefix.length) : type;
  const { name, payload, added } = asOldNotice(short, data as Json | Uint8Array | undefined);
  const implied = data === undefined ? undefined : defaultContentType(data);
  const isPlain = added.length === 0 && !isSuggestive(event, name, implied);
  const members = {
    specversion,
    type: name,
    source,
    id,
    time,
    subject,
    datacontenttype: isPlain && datacontenttype === implied ? undefined : datacontenttype,
    dataschema,
    ...(isBytes(payload) ? { data_base64: encodeBase64(payload) } : { data: payload }),
    ...Object.fromEntries(Object.entries(extensions).map(([each, value]) => [aliasPrefix + each, value])),
    ...(!isPlain && { adapter: { added } }),
  };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as JsonObject;
}

/** `schema.changed` with what was done in the data, wherever that can be told back from it. */
function asOldNotice(short: string, data: Json | Uint8Array | undefined) {
  const [, verb = ""] = /^schema\.([a-z]+)$/.exec(short) ?? [];
  const operation = operationOf(verb);
  const asItIs = { name: short, payload: data, added: [] };
  if (operation === undefined || (data !== undefined && !isPlainObject(data))) return asItIs;
  if (data === undefined) return { name: schemaChanged, payload: { operation }, added: ["data"] };
  if (data.operation === operation) return { ...asItIs, name: schemaChanged };
  // Data that says something else keeps saying it, and the short name says what was done.
  if (data.operation !== undefined) return asItIs;
  return { name: schemaChanged, payload: { ...data, operation }, added: ["data.operation"] };
}

function isPlainObject(data: Json | Uint8Array): data is JsonObject {
  return !isBytes(data) && isObject(data);
}

/** Whether a reader who knows nothing of the adapter would conclude more than the event says. */
function isSuggestive(
  { source, branch, datacontenttype, data }: CloudEvent,
  name: string,
  implied?: string,
): boolean {
  if (branch === undefined && branchOfSource(source) !== undefined) return true;
  if (datacontenttype === undefined && implied !== undefined) return true;
  return (
    name === schemaChanged && isObject((data ?? null) as Json) && (data as JsonObject).name === undefined
  );
}
