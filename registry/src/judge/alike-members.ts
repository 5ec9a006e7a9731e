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
  const alike = new Set(Object.keys(sent).filter((name) => isAlike(sent[name], accepted[name])));
  if (alike.size === 0) return undefined;
  // What is left of the reader is enough: its other members are the writer's, word for word.
  const left = { ...reader, properties: opened(accepted, alike, undefined) };
  const [inWriter, inReader] = [knownMentions(writer), mentionsIn(left)];
  if (inWriter.references || inReader.references) return undefined;
  if (!inWriter.undeclared && !inReader.undeclared)
    return { writer: { ...writer, properties: opened(sent, alike, undefined) }, reader: left };
  // A member about which nothing is said is the same as none, but where it counts as one that is declared.
  return {
    writer: { ...writer, properties: opened(sent, alike, {}) },
    reader: { ...reader, properties: opened(accepted, alike, {}) },
  };
}

/** With this instead of what is said about these members; `undefined` leaves them out. */
function opened(
  properties: JsonObject,
  members: ReadonlySet<string>,
  instead: JsonObject | undefined,
): JsonObject {
  const entries: [string, Json][] = [];
  for (const [name, said] of Object.entries(properties))
    if (!members.has(name)) entries.push([name, said]);
    else if (instead !== undefined) entries.push([name, instead]);
  return Object.fromEntries(entries);
}

function isAlike(one: Json | undefined, other: Json | undefined): boolean {
  return one !== undefined && other !== undefined && isObject(one) && jsonEquals(one, other);
}

type Mentions = { references: boolean; undeclared: boolean };

/** What is compared with is mostly the same version for one candidate after the other. */
const known = new WeakMap<JsonObject, Readonly<Mentions>>();

function knownMentions(schema: JsonObject): Readonly<Mentions> {
  const found = known.get(schema) ?? mentionsIn(schema);
  known.set(schema, found);
  return found;
}

/** Which keywords occur that reach elsewhere; also where it only looks like it, as in an example: nothing is lost but time. */
function mentionsIn(schema: JsonObject): Readonly<Mentions> {
  const found = { references: false, undeclared: false };
  lookThrough(schema, found);
  return found;
}

const references = new Set(["$ref", "$dynamicRef", "$recursiveRef"]);
const undeclared = new Set(["additionalProperties", "unevaluatedProperties"]);

function lookThrough(value: Json, found: Mentions): void {
  if (isArray(value)) {
    for (const item of value) lookThrough(item, found);
    return;
  }
  if (!isObject(value)) return;
  for (const name in value) {
    if (references.has(name)) found.references = true;
    if (undeclared.has(name)) found.undeclared = true;
    const member = value[name];
    if (typeof member === "object" && member !== null) lookThrough(member, found);
  }
}
