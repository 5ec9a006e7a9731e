import type { CatalogueModel, ModelMessage } from "@concordat/contracts";
import { formatPointer, isObject, type Json, type JsonObject, valueAt } from "@concordat/json";
import {
  createSchemaGraph,
  type Dialect,
  dialectOf,
  idKeyword,
  type Reference,
  replaceAt,
  walkSchemas,
} from "@concordat/schema";
import { fragmentOf } from "../payload/fragment.ts";

/** Schemas as they stand in one document, where a reference is the place of what it means. */
export type PlacedSchemas = {
  /** For `components.schemas`: the contracts that messages use, directly or by reference. */
  readonly schemas: JsonObject;
  /** Payload or headers of a message; `undefined` where there are none. */
  partOf(message: ModelMessage, part: Part): Json | undefined;
};

type Part = "payload" | "headers";

type Place = {
  /** Of the schema in the whole. */
  readonly pointer: string;
  readonly schema: Json;
  readonly dialect: Dialect;
  /** The key among the components; absent for a message's own schema. */
  readonly component?: string;
};

/**
 * Puts the schemas of all messages into one document.
 *
 * Readers of AsyncAPI take a reference for a place in a file, JSON Schema for one below the nearest `$id`. So the identifiers go
 * (a contract's stays readable, as `x-concordat.uri`), and every reference is written as a place, which both read alike.
 */
export function placeSchemas(model: CatalogueModel, messageKeys: ReadonlyMap<string, string>): PlacedSchemas {
  const places = placesOf(model, messageKeys);
  const graph = createSchemaGraph(new Map([...places].map(([uri, { schema }]) => [uri, schema])));
  const byDocument = Map.groupBy(graph.references, ({ at }) => at.document);
  const placed = (uri: string, place: Place): JsonObject => {
    const schema = (byDocument.get(uri) ?? []).reduce(
      (sofar, reference) => withPlace(sofar, reference, places),
      withoutIdentifiers(uri, place),
    );
    return { schemaFormat: `application/schema+json;version=${formatNames[place.dialect]}`, schema };
  };

  const used = new Set(
    model.messages.flatMap((message) => parts.flatMap((part) => uriOf(message, part, model) ?? [])),
  );
  // A set hands out what is added while it is walked.
  for (const uri of used)
    for (const { target } of byDocument.get(uri) ?? []) if (target) used.add(target.document);
  const components = [...places].flatMap(([uri, place]): readonly (readonly [string, JsonObject])[] =>
    place.component !== undefined && used.has(uri) ? [[place.component, placed(uri, place)]] : [],
  );
  return {
    schemas: Object.fromEntries(components),
    partOf: (message, part) => {
      const written = message[part];
      if (written.kind === "none") return undefined;
      if (written.kind === "foreign") return { schemaFormat: written.format, schema: written.schema };
      const uri = uriOf(message, part, model);
      const place = uri === undefined ? undefined : places.get(uri);
      if (uri === undefined || place === undefined) return undefined;
      if (place.component === undefined) return placed(uri, place);
      return { $ref: fragmentOf(formatPointer(["components", "schemas", place.component])) };
    },
  };
}

const parts = ["payload", "headers"] as const satisfies readonly Part[];

/** As the official parser names them. */
const formatNames = {
  "draft-04": "draft-04",
  "draft-06": "draft-06",
  "draft-07": "draft-07",
  "2019-09": "draft-2019-09",
  "2020-12": "draft-2020-12",
} satisfies Record<Dialect, string>;

function placesOf(
  { contracts, messages }: CatalogueModel,
  messageKeys: ReadonlyMap<string, string>,
): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const { id, uri, document, dialect } of contracts) {
    const component = id.replaceAll("/", ".");
    const pointer = formatPointer(["components", "schemas", component, "schema"]);
    places.set(uri, { pointer, schema: document, dialect, component });
  }
  for (const message of messages)
    for (const part of parts) {
      const written = message[part];
      const key = messageKeys.get(message.name);
      if (written.kind !== "schema" || key === undefined) continue;
      const pointer = formatPointer(["components", "messages", key, part, "schema"]);
      places.set(ownUri(message, part), { pointer, schema: written.schema, dialect: written.dialect });
    }
  return places;
}

function uriOf(message: ModelMessage, part: Part, { contracts }: CatalogueModel): string | undefined {
  const written = message[part];
  if (written.kind === "schema") return ownUri(message, part);
  return written.kind === "contract" ? contracts.find(({ id }) => id === written.contract)?.uri : undefined;
}

/** What a schema of the document's own is called while it is read. */
function ownUri({ name }: ModelMessage, part: Part): string {
  return `asyncapi:/messages/${encodeURIComponent(JSON.stringify(name))}/${part}`;
}

/** A reference that moves with its scope names no place, and one that leads nowhere is lint's news; both stay as written. */
function withPlace(
  schema: Json,
  { keyword, at, target }: Reference,
  places: ReadonlyMap<string, Place>,
): Json {
  const place = target && places.get(target.document);
  if (keyword !== "$ref" || target === undefined || place === undefined) return schema;
  return replaceAt(schema, at.pointer, fragmentOf(place.pointer + target.pointer));
}

function withoutIdentifiers(uri: string, { schema, dialect, component }: Place): Json {
  const visits = [...walkSchemas({ uri, root: schema }, { dialect, recognise: dialectOf })];
  const bare = visits.reduce<Json>((sofar, visit) => {
    const name = idKeyword(visit.dialect);
    const here = valueAt(sofar, visit.pointer);
    if (here === undefined || !isObject(here) || typeof here[name] !== "string") return sofar;
    const { [name]: _gone, ...rest } = here;
    return replaceAt(sofar, visit.pointer, rest);
  }, schema);
  if (component === undefined || !isObject(bare)) return bare;
  const said = bare["x-concordat"];
  return { ...bare, "x-concordat": { ...(said !== undefined && isObject(said) ? said : {}), uri } };
}
