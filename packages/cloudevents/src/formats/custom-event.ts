import { isObject, type Json, type JsonObject } from "@concordat/json";
import { knownExtension } from "./extension-names.ts";
import type { Format } from "./format.ts";
import { refuseMember } from "./refuse.ts";
import { settle } from "./settle.ts";

/** What some part of the older code made up for itself: a type, and whatever else seemed useful. Asked last. */
export const customEvent: Format = {
  name: "custom",
  detects: (value) => nameOf(value) !== undefined,
  read(value, context) {
    const { event_type, event, event_id: id, timestamp: time, metadata, user, data, ...rest } = value;
    const spread = Object.keys(rest).length > 0 ? rest : undefined;
    const extensions = { ...(user !== undefined && { author: user }), ...extensionsOf(metadata) };
    const name = nameOf(value);
    if (name === undefined)
      return refuseMember("/event_type", event_type ?? event, "a text that names a type");
    return settle({ name, origin: value, id, time, data: data ?? spread, extensions }, context);
  },
};

function nameOf({ event_type, event }: JsonObject): string | undefined {
  return [event_type, event].find((name) => typeof name === "string" && name !== "") as string | undefined;
}

/** Members with the name of an extension become that extension, the others are left behind. */
function extensionsOf(metadata: Json | undefined): Record<string, Json> {
  const extensions: Record<string, Json> = {};
  if (metadata === undefined || !isObject(metadata)) return extensions;
  for (const [member, value] of Object.entries(metadata)) {
    const name = knownExtension(member);
    if (name !== undefined) extensions[name] = value;
  }
  return extensions;
}
