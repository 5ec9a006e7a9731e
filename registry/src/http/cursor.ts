import { isArray, type Json, parseJson } from "@concordat/json";
import { digestOf } from "@concordat/json/digest";
import { registryErrors } from "../errors.ts";

/** Which list a cursor belongs to: the route, and the filters that it was asked with. */
export type ListName = { readonly url: string; readonly filters: Readonly<Record<string, unknown>> };

/**
 * Says where the next page begins: the key of the last item, and which list it was. Opaque, so that nobody makes one
 * up; it holds no secret and no state, so that any instance can go on.
 */
export function formatCursor(list: ListName, last: string | number): string {
  return Buffer.from(JSON.stringify([nameOf(list), last])).toString("base64url");
}

/** The key that the page before ended with. A cursor of another list, or with other filters, is refused. */
export function parseCursor(list: ListName, cursor: string): string | number {
  const parsed = parse(cursor);
  if (parsed !== undefined && isArray(parsed) && parsed.length === 2) {
    const [name, last] = parsed;
    if (name === nameOf(list) && (typeof last === "string" || typeof last === "number")) return last;
  }
  throw registryErrors.CURSOR_INVALID();
}

function parse(cursor: string): Json | undefined {
  try {
    return parseJson(Buffer.from(cursor, "base64url"));
  } catch {
    return undefined;
  }
}

function nameOf({ url, filters }: ListName): string {
  const asked = Object.entries(filters).filter(([, value]) => value !== undefined) as [string, Json][];
  return digestOf([url, Object.fromEntries(asked)]).slice(-16);
}
