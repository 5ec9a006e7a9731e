import { isArray, isObject, type Json } from "@concordat/json";
import { type Below, effectiveMembers, type ResolvedSchema, type Traversal } from "@concordat/schema";

/**
 * The law of the writer view, said a second time and another way: not as a schema that is worked out once for all
 * instances, but as a walk over one instance, with the group of each value collected when we stand before it. Slow,
 * exact also where names match several patterns, and sharing nothing with the view but the graph.
 */
export function lawAllows(instance: Json, root: ResolvedSchema, graph: Traversal): boolean {
  return allows(instance, [root], [], graph);
}

type Group = readonly ResolvedSchema[];

function allows(instance: Json, seeds: Group, literals: readonly Json[], graph: Traversal): boolean {
  const group = closure(seeds, graph, inGroup);
  const spelled = [
    ...literals,
    ...group.flatMap((schema) => [...listOf(schema, "enum"), ...constOf(schema)]),
  ];
  if (isArray(instance)) {
    const length = Math.max(0, ...group.map(namedIndexes));
    return instance.every((element, index) => {
      const below = group.flatMap((schema) => ofIndex(schema, index, graph));
      // Places that no schema names are alike: what is spelled at one of them counts at all.
      const [from, to] = index < length ? [index, index + 1] : [length, undefined];
      return allows(
        element,
        below,
        spelled.flatMap((value) => elementsOf(value).slice(from, to)),
        graph,
      );
    });
  }
  if (!isObject(instance)) return true;
  const isClosed =
    group.some((schema) => has(schema, "properties") || has(schema, "patternProperties")) &&
    !group.some(decides);
  return Object.entries(instance).every(([name, member]) => {
    if (
      isClosed &&
      !group.some((schema) => declares(schema, name)) &&
      !spelled.some((value) => memberOf(value, name).length > 0)
    )
      return false;
    const below = group.flatMap((schema) => ofName(schema, name, graph));
    return allows(
      member,
      below,
      spelled.flatMap((value) => memberOf(value, name)),
      graph,
    );
  });
}

function closure(
  seeds: Group,
  graph: Traversal,
  joins: (step: Below, schema: ResolvedSchema) => boolean,
): Group {
  const found = new Map(seeds.map((schema) => [schema.key, schema]));
  for (const schema of found.values()) {
    const inPlace = graph
      .subschemas(schema)
      .filter((step) => step.applies === "instance" && joins(step, schema));
    for (const next of [...graph.targets(schema), ...inPlace]) found.set(next.schema.key, next.schema);
  }
  return [...found.values()].filter(({ schema }) => isObject(schema));
}

function inGroup({ keyword }: Below, schema: ResolvedSchema): boolean {
  return keyword !== "not" && ((keyword !== "then" && keyword !== "else") || has(schema, "if"));
}

function ofName(schema: ResolvedSchema, name: string, graph: Traversal): Group {
  const own = named(schema, name, graph);
  if (own.length > 0) return own;
  if (has(schema, "additionalProperties")) return below(schema, "additionalProperties", graph);
  const isEvaluated = surely(schema, graph).some(
    (other) =>
      named(other, name, graph).length > 0 ||
      has(other, "additionalProperties") ||
      has(other, "unevaluatedProperties"),
  );
  return isEvaluated ? [] : below(schema, "unevaluatedProperties", graph);
}

function named(schema: ResolvedSchema, name: string, graph: Traversal): Group {
  return graph
    .subschemas(schema)
    .filter(
      ({ keyword, key = "" }) =>
        (keyword === "properties" && key === name) ||
        (keyword === "patternProperties" && new RegExp(key, "u").test(name)),
    )
    .map((step) => step.schema);
}

function ofIndex(schema: ResolvedSchema, index: number, graph: Traversal): Group {
  const own = atIndex(schema, index, graph);
  if (own !== undefined) return own;
  const isEvaluated = surely(schema, graph).some(
    (other) => atIndex(other, index, graph) !== undefined || has(other, "unevaluatedItems"),
  );
  return isEvaluated ? [] : below(schema, "unevaluatedItems", graph);
}

/** By the schema's own items keywords; `undefined` where they do not speak of this index. */
function atIndex(schema: ResolvedSchema, index: number, graph: Traversal): Group | undefined {
  const list = members(schema).prefixItems ?? members(schema).items;
  const isList = list !== undefined && isArray(list);
  const prefix = isList
    ? graph
        .subschemas(schema)
        .filter(({ keyword, key }) => /^(prefixItems|items)$/.test(keyword) && key === String(index))
    : [];
  if (prefix.length > 0) return prefix.map((step) => step.schema);
  const rest = isArray(members(schema).items ?? null) ? "additionalItems" : "items";
  return has(schema, rest) ? below(schema, rest, graph) : undefined;
}

function surely(schema: ResolvedSchema, graph: Traversal): Group {
  return closure([schema], graph, ({ keyword }) => keyword === "allOf").filter(
    ({ key }) => key !== schema.key,
  );
}

function below(schema: ResolvedSchema, keyword: string, graph: Traversal): Group {
  return graph
    .subschemas(schema)
    .filter((step) => step.keyword === keyword && step.key === undefined)
    .map((step) => step.schema);
}

function declares(schema: ResolvedSchema, name: string): boolean {
  const { properties, patternProperties, required, dependentRequired, dependentSchemas, dependencies } =
    members(schema);
  const lists = [required, ...valuesOf(dependentRequired), ...valuesOf(dependencies)];
  return (
    [properties, dependentRequired, dependentSchemas, dependencies].some((map) =>
      keysOf(map).includes(name),
    ) ||
    keysOf(patternProperties).some((pattern) => new RegExp(pattern, "u").test(name)) ||
    lists.some((list) => list !== undefined && isArray(list) && list.includes(name))
  );
}

function decides(schema: ResolvedSchema): boolean {
  const open = members(schema)["x-concordat"];
  return (
    has(schema, "additionalProperties") ||
    has(schema, "unevaluatedProperties") ||
    memberOf(open ?? null, "open").includes(true)
  );
}

function members({ schema, dialect }: ResolvedSchema): { readonly [name: string]: Json } {
  return isObject(schema) ? effectiveMembers(schema, dialect) : {};
}

function has(schema: ResolvedSchema, keyword: string): boolean {
  return Object.hasOwn(members(schema), keyword);
}

function listOf(schema: ResolvedSchema, keyword: string): readonly Json[] {
  const list = members(schema)[keyword];
  return list !== undefined && isArray(list) ? list : [];
}

function constOf(schema: ResolvedSchema): readonly Json[] {
  const value = members(schema).const;
  return value === undefined ? [] : [value];
}

function memberOf(value: Json, name: string): readonly Json[] {
  const member = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return member === undefined ? [] : [member];
}

function elementsOf(value: Json): readonly Json[] {
  return isArray(value) ? value : [];
}

/** How many indexes have a schema of their own. */
function namedIndexes(schema: ResolvedSchema): number {
  const list = members(schema).prefixItems ?? members(schema).items;
  return list !== undefined && isArray(list) ? list.length : 0;
}

function keysOf(map: Json | undefined): readonly string[] {
  return map !== undefined && isObject(map) ? Object.keys(map) : [];
}

function valuesOf(map: Json | undefined): readonly (Json | undefined)[] {
  return map !== undefined && isObject(map) ? Object.values(map) : [];
}
