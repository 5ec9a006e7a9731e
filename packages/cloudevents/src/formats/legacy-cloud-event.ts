import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import { aliases, isAttributeName } from "../names.ts";
import { decodeBase64 } from "../values/base64.ts";
import { isExtensionValue } from "./extension-names.ts";
import type { Format, ReadContext } from "./format.ts";
import { currentType } from "./old-names.ts";
import { refuseMember } from "./refuse.ts";
import { settle } from "./settle.ts";
import { aliasPrefix, toLegacy } from "./to-legacy.ts";

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
    const adapter = adapterOf(value);
    const { name, data } =
      adapter === undefined ? { name: type, data: value.data } : told(type, value.data, adapter, context);
    return settle(
      {
        name,
        origin: value,
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
  return (
    adapterOf(value) !== undefined ||
    Object.keys(value).some((name) => name.startsWith(aliasPrefix) && !aliases.has(name))
  );
}

function adapterOf({ adapter }: JsonObject): JsonObject | undefined {
  return adapter !== undefined && isObject(adapter) ? adapter : undefined;
}

/** The event without what the adapter added: what was done is asked first, since that may be it. */
function told(type: string, data: Json | undefined, { added }: JsonObject, { types }: ReadContext) {
  const name = currentType(type, data, types) ?? type;
  const isAdded = (what: string) => added !== undefined && isArray(added) && added.includes(what);
  if (isAdded("data")) return { name, data: undefined };
  if (!isAdded("data.operation") || data === undefined || !isObject(data)) return { name, data };
  const { operation: _added, ...own } = data;
  return { name, data: own };
}

function extensionsOf(value: JsonObject): Record<string, Json> {
  const extensions = Object.entries(value).flatMap(([name, member]): readonly (readonly [string, Json])[] => {
    if (attributes.has(name)) return [];
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
