import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import { type Dialect, isSince, metaSchemaOf } from "@concordat/schema";

/** A schema in the words of 2020-12 with its definitions, which refer to each other as `#/$defs/…`. */
export type SchemaDocument = { readonly root: Json; readonly definitions: Readonly<Record<string, Json>> };

/** The document as a schema that names its dialect, and says the same in it. */
export function printIn(dialect: Dialect, { root, definitions }: SchemaDocument): Json {
  const say = (schema: Json) => inDialect(schema, dialect);
  const named = Object.fromEntries(Object.entries(definitions).map(([name, schema]) => [name, say(schema)]));
  const said = say(root);
  // A `$ref` up to draft-07 hides what stands beside it, the definitions for other readers among them.
  const body =
    isObject(said) && (isSince(dialect, "2019-09") || said.$ref === undefined) ? said : { allOf: [said] };
  const keyword = isSince(dialect, "2019-09") ? "$defs" : "definitions";
  return {
    $schema: metaSchemaOf(dialect),
    ...body,
    ...(Object.keys(named).length > 0 && { [keyword]: named }),
  };
}

/** What the common powers of a pair allow is said as the dialect says it. */
function inDialect(schema: Json, dialect: Dialect): Json {
  if (!isObject(schema)) return isSince(dialect, "draft-06") ? schema : schema === true ? {} : { not: {} };
  const beside: JsonObject[] = [];
  const said = Object.entries(schema).flatMap(([keyword, value]) => {
    const { [keyword]: other = keyword } = isSince(dialect, "2019-09") ? {} : formerly;
    if (keyword === "$ref") return [[keyword, referenceIn(String(value), dialect)]];
    if (keyword === "const" && !isSince(dialect, "draft-06")) {
      beside.push({ enum: [value] });
      return [];
    }
    if (exclusive[keyword] !== undefined && !isSince(dialect, "draft-06")) {
      beside.push({ [exclusive[keyword]]: value, [keyword]: true });
      return [];
    }
    if (
      other !== keyword &&
      schema.dependentRequired !== undefined &&
      schema.dependentSchemas !== undefined
    ) {
      beside.push({ [other]: below(keyword, value, dialect) });
      return [];
    }
    return [[other, below(keyword, value, dialect)]];
  });
  const members = Object.fromEntries(said) as JsonObject;
  const listed = isSince(dialect, "2020-12") ? members : withItemList(members);
  return beside.length === 0 ? listed : { allOf: [listed, ...beside] };
}

function below(keyword: string, value: Json, dialect: Dialect): Json {
  const say = (each: Json) => inDialect(each, dialect);
  if (mapsOfSchemas.has(keyword) && isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, say(each)]));
  if (listsOfSchemas.has(keyword) && isArray(value)) return value.map(say);
  // As `additional…` false is a word of draft-04 as well.
  return schemas.has(keyword) && !(keyword === "additionalProperties" && value === false)
    ? say(value)
    : value;
}

/** Before 2020-12 the items by place are `items`, and all others `additionalItems`. */
function withItemList({ prefixItems, items, ...members }: JsonObject): JsonObject {
  if (prefixItems === undefined) return { ...members, ...(items !== undefined && { items }) };
  return { ...members, items: prefixItems, ...(items !== undefined && { additionalItems: items }) };
}

function referenceIn(reference: string, dialect: Dialect): string {
  return isSince(dialect, "2019-09") ? reference : reference.replace("#/$defs/", "#/definitions/");
}

const formerly: Readonly<Record<string, string>> = {
  dependentRequired: "dependencies",
  dependentSchemas: "dependencies",
};
const exclusive: Readonly<Record<string, string>> = {
  exclusiveMinimum: "minimum",
  exclusiveMaximum: "maximum",
};
const mapsOfSchemas = new Set(["properties", "patternProperties", "dependentSchemas"]);
const listsOfSchemas = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const schemas = new Set([
  ...["additionalProperties", "unevaluatedProperties", "propertyNames"],
  ...["items", "unevaluatedItems", "contains", "not", "if", "then", "else"],
]);
