import { isArray, isObject, type Json, type JsonObject, jsonEquals } from "@concordat/json";

type Pair = { readonly writer: Json; readonly reader: Json };

/**
 * The same pair, with every member left open of which both say the very same; `undefined` where there is none. Most
 * versions differ from the one before in a member or two, and what is left is quickly proved.
 *
 * Whoever proves this pair compatible has proved the other. Let a value be one that the whole writer accepts. The
 * writer with open members asks for less, so it accepts it, too, and by the proof so does the reader with open members.
 * What the whole reader asks for besides is what the whole writer asks for in the same words. It is no use the other way
 * round: a break of this pair need not be one of the other.
 *
 * No part may be reached by another way, so where anything refers anywhere nothing is left open.
 */
export function withAlikeMembersOpen({ writer, reader }: Pair): Pair | undefined {
  if (!isObject(writer) || !isObject(reader) || writer.$schema !== reader.$schema) return undefined;
  const { properties: sent = null } = writer;
  const { properties: accepted = null } = reader;
  if (!isObject(sent) || !isObject(accepted)) return undefined;
  const alike = Object.keys(sent).filter((name) => isAlike(sent[name], accepted[name]));
  if (alike.length === 0 || mentions(references, writer) || mentions(references, reader)) return undefined;
  // A member about which nothing is said is the same as none, but where it counts as one that is declared.
  const isCounted = mentions(undeclared, writer) || mentions(undeclared, reader);
  const open = new Map(alike.map((name) => [name, isCounted ? {} : undefined]));
  return {
    writer: { ...writer, properties: opened(sent, open) },
    reader: { ...reader, properties: opened(accepted, open) },
  };
}

function opened(properties: JsonObject, open: ReadonlyMap<string, JsonObject | undefined>): JsonObject {
  const entries = Object.entries(properties).map(
    ([name, said]) => [name, open.has(name) ? open.get(name) : said] as const,
  );
  return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

function isAlike(one: Json | undefined, other: Json | undefined): boolean {
  return one !== undefined && other !== undefined && isObject(one) && jsonEquals(one, other);
}

const references = new Set(["$ref", "$dynamicRef", "$recursiveRef"]);
const undeclared = new Set(["additionalProperties", "unevaluatedProperties"]);

/** Also where it only looks like it, as in an example: nothing is lost but time. */
function mentions(keywords: ReadonlySet<string>, value: Json): boolean {
  if (isArray(value)) return value.some((item) => mentions(keywords, item));
  if (!isObject(value)) return false;
  for (const name in value) {
    if (keywords.has(name)) return true;
    const member = value[name];
    if (typeof member === "object" && member !== null && mentions(keywords, member)) return true;
  }
  return false;
}
