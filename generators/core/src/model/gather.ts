import { isArray, isObject } from "@concordat/json";
import { isSince, type ResolvedSchema } from "@concordat/schema";
import { negationOf, waysToFail } from "./negate.ts";
import { isOpen, type NodeReader } from "./node.ts";
import {
  absentPart,
  type ChoicePart,
  choicePart,
  closingPart,
  ifKey,
  never,
  oneOfKey,
  ownPart,
  type Part,
  presentPart,
  schemaPart,
  takenPart,
  valuePart,
  type Way,
} from "./part.ts";
import { isScalar, strings } from "./shape.ts";
import { caseOf } from "./switch.ts";

/** Parts one step further: what they say on their own, and the choices they leave. A reference is a choice of one. */
export type Gathered = { readonly own: readonly Part[]; readonly choices: readonly ChoicePart[] };

export type Gatherer = (parts: readonly Part[]) => Gathered;

export function createGatherer(read: NodeReader): Gatherer {
  const known = new WeakMap<ResolvedSchema, readonly Part[]>();
  const partsOf = (schema: ResolvedSchema): readonly Part[] => {
    const parts = known.get(schema) ?? [...partsOfSchema(schema, read)];
    known.set(schema, parts);
    return parts;
  };
  return (parts) => {
    const own = new Map<string, Part>();
    const choices = new Map<string, ChoicePart>();
    const take = (part: Part): void => {
      if (part.is === "choice") choices.set(part.key, part);
      else if (part.is !== "schema") own.set(part.key, part);
      else if (part.schema.schema === false) own.set(never.key, never);
      else for (const found of partsOf(part.schema)) take(found);
    };
    for (const part of parts) take(part);
    return { own: [...own.values()], choices: [...choices.values()] };
  };
}

/** Keywords that `own` covers. */
const ownKeywords = [
  "type enum const required properties patternProperties additionalProperties propertyNames maxProperties",
  "items prefixItems additionalItems minItems maxItems contains format pattern minLength maxLength",
  "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf",
]
  .join(" ")
  .split(" ");

function* partsOfSchema(schema: ResolvedSchema, read: NodeReader): Generator<Part> {
  const { said, below, targets } = read(schema);
  if (isOpen(schema) || ownKeywords.some((name) => Object.hasOwn(said, name))) yield ownPart(schema);
  for (const target of targets) yield choicePart(`ref ${target.key}`, [[schemaPart(target)]]);
  for (const { schema: each } of below("allOf")) yield choicePart(`all ${each.key}`, [[schemaPart(each)]]);
  const any = below("anyOf").map(({ schema: way }): Way => [schemaPart(way)]);
  if (any.length > 0) yield choicePart(`anyOf ${schema.key}`, any);
  const one = below("oneOf").map(
    ({ schema: way }, index): Way => [schemaPart(way), takenPart(oneOfKey(schema), index)],
  );
  if (one.length > 0) yield choicePart(oneOfKey(schema), exclusive(one, read));
  yield* listedValues(schema, read);
  for (const { schema: refused } of below("not")) {
    if (waysToFail(refused, read)?.length === 0) yield never;
    else yield* negationOf(refused, read);
  }
  yield* conditions(schema, read);
  yield* dependencies(schema, read);
  if (below("unevaluatedProperties").length > 0) yield closingPart(schema, "object");
  if (below("unevaluatedItems").length > 0) yield closingPart(schema, "array");
}

/** `enum` and `const` where lists or objects are among the values. */
function* listedValues(schema: ResolvedSchema, read: NodeReader): Generator<Part> {
  const { const: only, enum: listed } = read(schema).said;
  if (only !== undefined && !isScalar(only)) yield valuePart(only);
  if (listed === undefined || !isArray(listed) || listed.every(isScalar)) return;
  yield choicePart(
    `enum ${schema.key}`,
    listed.map((value): Way => [valuePart(value)]),
  );
}

/** Of alternatives that only ask for a member each, no two hold at once, so each refuses what the others ask for. */
function exclusive(ways: readonly Way[], read: NodeReader): readonly Way[] {
  const asked = ways.map(([part]) => (part?.is === "schema" ? onlyRequired(part.schema, read) : undefined));
  if (asked.includes(undefined) || new Set(asked).size < asked.length) return ways;
  return ways.map((way, index) => [
    ...way,
    ...asked.flatMap((name, other) => (other === index || name === undefined ? [] : [absentPart(name)])),
  ]);
}

function onlyRequired(schema: ResolvedSchema, read: NodeReader): string | undefined {
  const { said } = read(schema);
  const [name, ...more] = strings(said.required);
  const others = Object.keys(said).filter(
    (keyword) => !["required", "title", "description", "type"].includes(keyword),
  );
  const isForObjects = said.type === undefined || said.type === "object";
  return others.length === 0 && more.length === 0 && isForObjects ? name : undefined;
}

function* conditions(schema: ResolvedSchema, read: NodeReader): Generator<Part> {
  const { below } = read(schema);
  const [condition, consequence, alternative] = ["if", "then", "else"].map((name) => below(name)[0]?.schema);
  if (condition === undefined || (consequence === undefined && alternative === undefined)) return;
  const part = (of: ResolvedSchema | undefined) => (of === undefined ? [] : [schemaPart(of)]);
  const key = ifKey(schema);
  const ways = [
    [schemaPart(condition), ...part(consequence), takenPart(key, 0)],
    [...negationOf(condition, read), ...part(alternative), takenPart(key, 1)],
  ];
  const asCase = alternative === undefined ? caseOf(key, condition, part(consequence), read) : undefined;
  yield { ...choicePart(key, ways, true), ...(asCase !== undefined && { case: asCase }) };
}

function* dependencies(schema: ResolvedSchema, read: NodeReader): Generator<Part> {
  const { said, below } = read(schema);
  for (const keyword of ["dependentRequired", "dependencies"]) {
    // From 2019-09 on `dependencies` is no keyword.
    if (keyword === "dependencies" && isSince(schema.dialect, "2019-09")) continue;
    const listed = said[keyword];
    if (listed === undefined || !isObject(listed)) continue;
    for (const [name, asked] of Object.entries(listed)) {
      const needed = strings(asked);
      if (needed.length > 0) yield dependency(schema, name, needed.map(presentPart));
    }
  }
  for (const keyword of ["dependentSchemas", "dependencies"])
    for (const { key = "", schema: needed } of below(keyword))
      yield dependency(schema, key, [schemaPart(needed)]);
}

function dependency(schema: ResolvedSchema, name: string, needed: Way): Part {
  const ways: readonly Way[] = [[absentPart(name)], [presentPart(name), ...needed]];
  return choicePart(
    `dependency ${JSON.stringify([needed.map(({ key }) => key), name])} ${schema.key}`,
    ways,
    true,
  );
}
