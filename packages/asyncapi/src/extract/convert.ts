import {
  appendToPointer,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  parsePointer,
} from "@concordat/json";
import { type Dialect, keywordOf, metaSchemaOf, refHidesSiblings, walkSchemas } from "@concordat/schema";

/** Something that got lost, since it had no meaning that JSON Schema could keep. */
export type Dropped = { readonly pointer: string; readonly keyword: string; readonly reason: string };

/** Why a schema stays in the dialect that it was written in. */
export type Kept = { readonly pointer: string; readonly keyword: string; readonly reason: string };

export type Conversion =
  | { readonly schema: Json; readonly dialect: "2020-12"; readonly dropped: readonly Dropped[] }
  | { readonly schema: Json; readonly dialect: Dialect; readonly kept: Kept };

/**
 * A schema of an older draft, as AsyncAPI documents have them, in 2020-12, where it accepts and refuses the same
 * documents. Where that is not certain it stays as it is and says so in `$schema`.
 */
export function convertSchema(schema: Json, dialect: Dialect): Conversion {
  const obstacle = findObstacle(schema, dialect);
  if (obstacle !== undefined) return { schema, dialect, kept: obstacle };
  const moved = new Map<string, string>();
  const dropped: Dropped[] = [];
  const converted = convert(schema, "", "", { dialect, moved, dropped });
  return { schema: withMovedReferences(converted, moved), dialect: "2020-12", dropped };
}

type Context = {
  readonly dialect: Dialect;
  /** New places by old ones, for the references. */
  readonly moved: Map<string, string>;
  readonly dropped: Dropped[];
};

/** What would change its meaning on the way. */
function findObstacle(schema: Json, dialect: Dialect): Kept | undefined {
  if (dialect === "2020-12") return undefined;
  for (const { schema: found, pointer } of walkSchemas(
    { uri: "asyncapi:/x", root: schema },
    { dialect, recognise: () => undefined },
  )) {
    if (!isObject(found)) continue;
    const because = (keyword: string, reason: string): Kept => ({ pointer, keyword, reason });
    if (dialect === "draft-04" && pointer === "")
      return because("$schema", "names draft-04, whose bounds and identifiers work differently");
    if (pointer !== "" && typeof found.$id === "string" && !found.$id.startsWith("#"))
      return because("$id", "inside a schema changes what references are relative to");
    if (dialect !== "2019-09") continue;
    if (found.$recursiveRef !== undefined) return because("$recursiveRef", "works differently since 2020-12");
    if (found.unevaluatedItems !== undefined)
      return because("unevaluatedItems", 'counts what "contains" matched since 2020-12');
  }
  return undefined;
}

function convert(schema: Json, from: string, to: string, context: Context): Json {
  context.moved.set(from, to);
  if (!isObject(schema)) return schema;
  const converted = new Map<string, Json>();
  for (const [name, value] of Object.entries(effective(schema, from, context)))
    for (const { name: newName, value: newValue } of convertMember(name, value, schema, {
      from,
      to,
      context,
    }))
      converted.set(newName, newValue);
  return Object.fromEntries(converted);
}

type Member = { readonly name: string; readonly value: Json };
type Place = { readonly from: string; readonly to: string; readonly context: Context };

function convertMember(name: string, value: Json, schema: JsonObject, place: Place): readonly Member[] {
  const { from, context } = place;
  const drop = (reason: string): readonly Member[] => {
    context.dropped.push({ pointer: from, keyword: name, reason });
    return [];
  };
  const below = (newName: string): Member => ({
    name: newName,
    value: convertBelow(name, newName, value, place),
  });
  switch (name) {
    case "$schema":
      return from === "" ? [{ name, value: metaSchemaOf("2020-12") }] : [];
    case "$id":
      return typeof value === "string" && value.startsWith("#")
        ? [{ name: "$anchor", value: value.slice(1) }]
        : [{ name, value }];
    case "definitions":
      return [below("$defs")];
    case "items":
      return [below(isArray(value) ? "prefixItems" : "items")];
    case "additionalItems":
      // Without a list of items it never had an effect.
      return schema.items !== undefined && isArray(schema.items) ? [below("items")] : [];
    case "dependencies":
      return isObject(value) ? dependencies(value, place) : [];
    case "example":
      return schema.examples === undefined ? [{ name: "examples", value: [value] }] : [];
    case "externalDocs":
      return [{ name: "x-external-docs", value }];
    case "nullable":
      return value === true
        ? drop('JSON Schema does not know it; if null is meant, write "type": ["…", "null"]')
        : [];
    case "discriminator":
      return drop("JSON Schema does not know it; tell the branches apart by a const on a required property");
    default:
      return [below(name)];
  }
}

/** Lists of names and schemas, which used to share one keyword. */
function dependencies(value: JsonObject, place: Place): readonly Member[] {
  const entries = Object.entries(value);
  const names = entries.filter(([, dependency]) => isArray(dependency));
  const schemas = entries.flatMap(([name, dependency]) => {
    if (isArray(dependency)) return [];
    const from = appendToPointer(place.from, "dependencies", name);
    const to = appendToPointer(place.to, "dependentSchemas", name);
    return [[name, convert(dependency, from, to, place.context)] as const];
  });
  return [
    ...(names.length === 0 ? [] : [{ name: "dependentRequired", value: Object.fromEntries(names) }]),
    ...(schemas.length === 0 ? [] : [{ name: "dependentSchemas", value: Object.fromEntries(schemas) }]),
  ];
}

function convertBelow(name: string, newName: string, value: Json, { from, to, context }: Place): Json {
  const one = (child: Json, ...key: readonly (string | number)[]) =>
    convert(child, appendToPointer(from, name, ...key), appendToPointer(to, newName, ...key), context);
  switch (keywordOf(name, context.dialect)?.holds) {
    case "schema":
      return one(value);
    case "schemas":
      return isArray(value) ? value.map((child, index) => one(child, index)) : value;
    case "schema-or-schemas":
      return isArray(value) ? value.map((child, index) => one(child, index)) : one(value);
    case "map-of-schemas":
      return isObject(value)
        ? Object.fromEntries(Object.entries(value).map(([key, child]) => [key, one(child, key)]))
        : value;
    default:
      return value;
  }
}

/** Up to draft-07 what stands beside `$ref` is ignored; from 2019-09 on it would count. Annotations may stay. */
function effective(schema: JsonObject, pointer: string, { dialect, dropped }: Context): JsonObject {
  if (!refHidesSiblings(dialect) || typeof schema.$ref !== "string") return schema;
  const judges = (name: string) => {
    const kind = keywordOf(name, dialect)?.kind;
    return name !== "$ref" && (kind === "assertion" || kind === "applicator") && name !== "definitions";
  };
  for (const keyword of Object.keys(schema).filter(judges))
    dropped.push({
      pointer,
      keyword,
      reason: `${dialect} ignores it beside $ref, and later drafts would not`,
    });
  return Object.fromEntries(Object.entries(schema).filter(([name]) => !judges(name)));
}

/** References into the schema itself, where what they lead to has moved. */
function withMovedReferences(value: Json, moved: ReadonlyMap<string, string>): Json {
  if (isArray(value)) return value.map((item) => withMovedReferences(item, moved));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (name === "$ref" && typeof member === "string") return [name, movedReference(member, moved)];
      return [name, isDataOf(name) ? member : withMovedReferences(member, moved)];
    }),
  );
}

function movedReference(ref: string, moved: ReadonlyMap<string, string>): string {
  if (!ref.startsWith("#/")) return ref;
  const pointer = decodeURIComponent(ref.slice(1));
  const to = parsePointer(pointer) === undefined ? undefined : moved.get(pointer);
  return to === undefined || to === pointer ? ref : `#${encodeURI(to)}`;
}

function isDataOf(name: string): boolean {
  return name === "const" || name === "enum" || name === "examples" || name === "default";
}
