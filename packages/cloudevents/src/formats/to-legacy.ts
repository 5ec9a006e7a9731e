import { isObject, type Json, type JsonObject } from "@concordat/json";
import type { CloudEvent } from "../cloud-event.ts";
import { operationOf } from "../naming/event-type.ts";
import { encodeBase64 } from "../values/base64.ts";
import { branchOfSource } from "./branch-source.ts";
import { schemaChanged } from "./old-names.ts";
import { defaultContentType, isBytes } from "./settle.ts";

const familyPrefix = "com.foundry.oms.";

/** What stands before the name of an extension. */
export const aliasPrefix = "ce_";

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
