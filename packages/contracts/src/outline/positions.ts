import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import type { ResolvedSchema, SchemaGraph } from "@concordat/schema";

/** All schemas that apply to one place of an instance, as they are written there. */
export type Position = readonly ResolvedSchema[];

export type Child = {
  /** `.name`, `[]` or `.*`; `(1)` for the first of several options. */
  readonly step: string;
  readonly position: Position;
  readonly required: boolean;
};

export type Shape = {
  readonly types: readonly string[];
  /** The branches of `anyOf` and `oneOf`. */
  readonly options: readonly Position[];
  /** What an array or a map holds. */
  readonly elements: Position | undefined;
};

export type Positions = {
  /** The position's own schemas and everything that `$ref` and `allOf` add to them, nearest first. */
  layers(position: Position): readonly ResolvedSchema[];
  /** What the references of the position's own schemas lead to. */
  targets(position: Position): readonly ResolvedSchema[];
  children(position: Position): readonly Child[];
  shape(position: Position): Shape;
};

/** Reads a schema by places of the instance instead of places of the text. */
export function createPositions(graph: SchemaGraph): Positions {
  const layers = (position: Position): readonly ResolvedSchema[] => {
    const found = new Map<string, ResolvedSchema>();
    const pending = position.toReversed();
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (found.has(next.key)) continue;
      found.set(next.key, next);
      pending.push(...[...targetsOf(next), ...below(next, "allOf")].reverse());
    }
    return [...found.values()];
  };

  /** A reference that leads nowhere is lint's news and not a reason to show nothing. */
  const targetsOf = (schema: ResolvedSchema): readonly ResolvedSchema[] => {
    try {
      return graph.targets(schema).map((followed) => followed.schema);
    } catch {
      return [];
    }
  };

  const below = (schema: ResolvedSchema, ...keywords: readonly string[]) =>
    graph
      .subschemas(schema)
      .filter(({ keyword }) => keywords.includes(keyword))
      .map((step) => step.schema);

  const allBelow = (position: Position, ...keywords: readonly string[]): Position =>
    layers(position).flatMap((layer) => below(layer, ...keywords));

  const shape = (position: Position): Shape => {
    const all = layers(position);
    const types = typesOf(all.map(({ schema }) => schema).filter(isObject));
    const options = allBelow(position, "anyOf", "oneOf")
      .filter(hasShape)
      .map((option) => [option]);
    const held = types.includes("array")
      ? allBelow(position, "items", "prefixItems")
      : members(all).size === 0
        ? allBelow(position, "additionalProperties", "patternProperties").filter(({ schema }) =>
            isObject(schema),
          )
        : [];
    return { types, options, elements: held.length > 0 ? held : undefined };
  };

  const hasShape = (option: ResolvedSchema) =>
    layers([option]).some(({ schema }) => isObject(schema) && saysForm(schema));

  const members = (all: readonly ResolvedSchema[]): ReadonlyMap<string, Position> => {
    const found = new Map<string, ResolvedSchema[]>();
    for (const layer of all)
      for (const { keyword, key, schema } of graph.subschemas(layer)) {
        if (keyword !== "properties" || key === undefined) continue;
        found.set(key, [...(found.get(key) ?? []), schema]);
      }
    return found;
  };

  const children = (position: Position): readonly Child[] => {
    const all = layers(position);
    const required = new Set(all.flatMap(({ schema }) => (isObject(schema) ? namesIn(schema.required) : [])));
    const { options, types } = shape(position);
    const rest = allBelow(position, "additionalProperties", "patternProperties").filter(({ schema }) =>
      isObject(schema),
    );
    const elements = types.includes("array") ? allBelow(position, "items", "prefixItems") : [];
    return [
      ...[...members(all)].map(([name, each]) => ({
        step: `.${name}`,
        position: each,
        required: required.has(name),
      })),
      ...(rest.length > 0 ? [{ step: ".*", position: rest, required: false }] : []),
      ...(elements.length > 0 ? [{ step: "[]", position: elements, required: false }] : []),
      ...options.map((each, index) => ({ step: `(${index + 1})`, position: each, required: false })),
    ];
  };

  return { layers, targets: (position) => position.flatMap(targetsOf), children, shape };
}

/** A branch that says nothing of the kind, such as one with `required` alone, is a rule and not a form of the value. */
export function saysForm(schema: JsonObject): boolean {
  return ["type", "properties", "const", "enum", "anyOf", "oneOf"].some((keyword) => keyword in schema);
}

function typesOf(schemas: readonly JsonObject[]): readonly string[] {
  const said = schemas.map(({ type }) => type).find((type) => type !== undefined);
  if (typeof said === "string") return [said];
  if (said !== undefined) return namesIn(said);
  const values = schemas.flatMap(({ const: only, enum: several }) => [
    ...(only === undefined ? [] : [only]),
    ...(several !== undefined && isArray(several) ? several : []),
  ]);
  if (values.length > 0) return [...new Set(values.map(typeOfValue))];
  return schemas.some((schema) => "properties" in schema) ? ["object"] : [];
}

function typeOfValue(value: Json): string {
  if (value === null) return "null";
  return isArray(value) ? "array" : typeof value;
}

function namesIn(value: Json | undefined): readonly string[] {
  return value !== undefined && isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
