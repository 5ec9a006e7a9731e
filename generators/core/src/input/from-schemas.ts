import { isObject, type Json } from "@concordat/json";
import { dialectOf } from "@concordat/schema";
import { identified } from "./identified.ts";
import type { EventEntry, GenerationInput, SchemaEntry } from "./input.ts";
import { examplesIn } from "./schema-entries.ts";

export type SchemaFolder = {
  readonly title: string;
  /** By path from the folder, without `.json`. */
  readonly schemas: ReadonlyMap<string, Json>;
};

/** Where a schema that gives itself no `$id` is said to stand, so that relative references between files resolve. */
const base = "https://folder.invalid/";

/** What generators work on, out of a folder of schemas and nothing else: a schema that names an event type in `x-concordat` is an event. */
export function inputFromSchemas({ title, schemas }: SchemaFolder): GenerationInput {
  const entries = [...schemas]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, schema]) => ({ path, schema, uri: uriOf(path, schema) }));
  return {
    title,
    version: "0.0.0",
    documents: new Map(
      entries.map((entry) => [entry.uri, identified(entry.schema, entry.uri, entryOf(entry).dialect)]),
    ),
    schemas: entries.map(entryOf),
    events: eventsOf(entries),
    operations: [],
  };
}

type Entry = { readonly path: string; readonly schema: Json; readonly uri: string };

function uriOf(path: string, schema: Json): string {
  const own = isObject(schema) ? (schema.$id ?? schema.id) : undefined;
  const there = `${base}${path.split("/").map(encodeURIComponent).join("/")}.json`;
  return typeof own === "string" && URL.canParse(own, there)
    ? new URL(own, there).href.replace(/#.*$/s, "")
    : there;
}

function entryOf({ path, schema, uri }: Entry): SchemaEntry {
  const members = isObject(schema) ? schema : {};
  const { title, description, $schema } = members;
  return {
    key: path,
    uri,
    title: typeof title === "string" ? title : (path.split("/").at(-1) ?? path),
    kind: "schema",
    dialect: (typeof $schema === "string" && dialectOf($schema)) || "2020-12",
    ...(typeof description === "string" && { description }),
    deprecated: members.deprecated === true,
    examples: examplesIn(members),
  };
}

/** Of several schemas for one type that of the last file counts, which is that of the latest version where files are numbered. */
function eventsOf(entries: readonly Entry[]): readonly EventEntry[] {
  const events = new Map(entries.flatMap(eventOf).map((event) => [event.type, event]));
  return [...events.values()].sort((a, b) => (a.type < b.type ? -1 : 1));
}

function eventOf(entry: Entry): readonly EventEntry[] {
  const own = isObject(entry.schema) ? (entry.schema["x-concordat"] ?? null) : null;
  if (!isObject(own) || typeof own.type !== "string") return [];
  const { title, description, deprecated, examples } = entryOf(entry);
  return [
    {
      type: own.type,
      schema: entry.path,
      title,
      ...(description !== undefined && { description }),
      deprecated,
      ...(typeof own.key === "string" && { keyPointer: own.key }),
      messages: [],
      examples,
    },
  ];
}
