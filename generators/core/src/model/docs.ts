import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import type { ResolvedSchema } from "@concordat/schema";
import type { NodeReader } from "./node.ts";
import type { Part } from "./part.ts";
import { factsOf } from "./shape.ts";
import type { Docs } from "./type.ts";

/** What all that speaks of one value says to people; descriptions that differ stand below each other. */
export function docsOfParts(parts: readonly Part[], read: NodeReader): Docs {
  const all = parts.flatMap((part) =>
    part.is === "schema" || part.is === "told" ? [docsOf(part.schema, read)] : [],
  );
  const [first = { facts: {} }, ...others] = all;
  if (others.length === 0) return first;
  const descriptions = new Set(all.flatMap(({ description }) => description ?? []));
  let merged: Docs = first;
  for (const docs of others) merged = { ...docs, ...merged, facts: { ...docs.facts, ...merged.facts } };
  return descriptions.size === 0 ? merged : { ...merged, description: [...descriptions].join("\n\n") };
}

const farthest = 8;

/**
 * What a schema says to people; what it leaves unsaid, it may say by the schema that it refers to.
 *
 * Beside `$ref` old drafts say nothing by the letter, and everybody writes descriptions there.
 */
function docsOf(schema: ResolvedSchema, read: NodeReader, depth = 0): Docs {
  if (!isObject(schema.schema)) return { facts: {} };
  const { targets, below } = read(schema);
  const wrapped = below("allOf").length === 1 ? below("allOf").map(({ schema: only }) => only) : [];
  const [next] = [...targets, ...wrapped];
  const further: Docs =
    next === undefined || depth > farthest ? { facts: {} } : docsOf(next, read, depth + 1);
  const own = saidBy(schema.schema);
  return { ...further, ...own, facts: { ...further.facts, ...own.facts } };
}

function saidBy(said: JsonObject): Docs {
  const { title, description, default: initially, examples, deprecated, readOnly, writeOnly } = said;
  return {
    ...(isText(title) && { title }),
    ...(isText(description) && { description }),
    ...(initially !== undefined && { default: initially }),
    ...(examples !== undefined && isArray(examples) && examples.length > 0 && { examples }),
    ...(deprecated === true && { isDeprecated: true }),
    ...(readOnly === true && { isReadOnly: true }),
    ...(writeOnly === true && { isWriteOnly: true }),
    facts: factsOf(said),
  };
}

function isText(value: Json | undefined): value is string {
  return typeof value === "string" && value.trim() !== "";
}
