import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import type { ResolvedSchema } from "@concordat/schema";
import { closingFacets, mentioned, type Taken } from "./closing.ts";
import type { ListFacet, ObjectFacet } from "./facet.ts";
import { isOpen, type NodeReader } from "./node.ts";
import { anything, type Kind, kinds, never, type Part, type Scalar, schemaPart, valuePart } from "./part.ts";
import type { Facts } from "./type.ts";

/** All that parts without choices say together, kind by kind. */
export type Shape = {
  readonly kinds: ReadonlySet<Kind>;
  readonly isInteger: boolean;
  /** The only scalars that come, where they are counted; no list and no object then does. */
  readonly literals: readonly Scalar[] | undefined;
  readonly excluded: ReadonlySet<Scalar>;
  readonly objects: readonly ObjectFacet[];
  readonly required: ReadonlySet<string>;
  readonly absent: ReadonlySet<string>;
  readonly lists: readonly ListFacet[];
  readonly atLeast: number;
  readonly atMost: number;
  /** Of numbers and strings. */
  readonly facts: Facts;
};

const anyShape: Shape = {
  kinds: new Set(kinds),
  isInteger: false,
  literals: undefined,
  excluded: new Set(),
  objects: [],
  required: new Set(),
  absent: new Set(),
  lists: [],
  atLeast: 0,
  atMost: Number.POSITIVE_INFINITY,
  facts: {},
};

/** Puts parts together that hold at once. Choices and whole schemas are none of them. */
export function shapeOf(parts: readonly Part[], read: NodeReader): Shape {
  const taken = new Map(
    parts.flatMap((part) => (part.is === "taken" ? [[part.choice, part.index] as const] : [])),
  );
  // Members come in the order in which they are described; a closing schema only repeats their names.
  const repeats = ({ is }: Part) => is === "closing" || is === "mention";
  const ordered = [...parts.filter((part) => !repeats(part)), ...parts.filter(repeats)];
  return ordered.map((part) => claimOf(part, taken, read)).reduce(both, anyShape);
}

function both(a: Shape, b: Partial<Shape>): Shape {
  return {
    kinds: b.kinds === undefined ? a.kinds : common(a.kinds, b.kinds),
    isInteger: a.isInteger || b.isInteger === true,
    literals: commonLiterals(a.literals, b.literals),
    excluded: b.excluded === undefined ? a.excluded : either(a.excluded, b.excluded),
    objects: b.objects === undefined ? a.objects : [...a.objects, ...b.objects],
    required: b.required === undefined ? a.required : either(a.required, b.required),
    absent: b.absent === undefined ? a.absent : either(a.absent, b.absent),
    lists: b.lists === undefined ? a.lists : [...a.lists, ...b.lists],
    atLeast: Math.max(a.atLeast, b.atLeast ?? 0),
    atMost: Math.min(a.atMost, b.atMost ?? Number.POSITIVE_INFINITY),
    facts: b.facts === undefined ? a.facts : { ...b.facts, ...a.facts },
  };
}

function common<Item>(a: ReadonlySet<Item>, b: ReadonlySet<Item>): ReadonlySet<Item> {
  return new Set([...a].filter((item) => b.has(item)));
}

function either<Item>(a: ReadonlySet<Item>, b: ReadonlySet<Item>): ReadonlySet<Item> {
  return new Set([...a, ...b]);
}

function commonLiterals(a: Shape["literals"], b: Shape["literals"]): Shape["literals"] {
  if (a === undefined || b === undefined) return a ?? b;
  const others = new Set(b);
  return a.filter((value) => others.has(value));
}

function claimOf(part: Part, taken: Taken, read: NodeReader): Partial<Shape> {
  switch (part.is) {
    case "own":
      return ownClaim(part.schema, read);
    case "value":
      return claimOfValue(part.value);
    case "kinds":
      return { kinds: new Set(part.kinds) };
    case "other-than":
      return { excluded: new Set(part.values) };
    case "present":
      return { required: new Set([part.name]) };
    case "absent":
      return { absent: new Set([part.name]) };
    case "member":
      return { objects: [{ members: new Map([[part.name, part.part]]), patterns: [] }] };
    case "mention":
      return { objects: [mentioned(part.schema, read)] };
    case "closing":
      return closingFacets(part, taken, read);
    case "never":
      return { kinds: new Set() };
    default:
      return {};
  }
}

function claimOfValue(value: Json): Partial<Shape> {
  if (isArray(value)) {
    const { length } = value;
    const first = value.map(valuePart);
    return { kinds: new Set(["array"]), lists: [{ first, rest: never }], atLeast: length, atMost: length };
  }
  if (!isObject(value)) return { literals: [value] };
  const members = new Map(Object.entries(value).map(([name, member]) => [name, valuePart(member)]));
  const facet: ObjectFacet = { members, patterns: [], others: never };
  return { kinds: new Set(["object"]), objects: [facet], required: new Set(members.keys()) };
}

function ownClaim(schema: ResolvedSchema, read: NodeReader): Partial<Shape> {
  const { said, below } = read(schema);
  const types = typesOf(said.type);
  const literals = literalsOf(said);
  const object = objectFacet(schema, read);
  const list = listFacet(schema, read);
  return {
    ...(types !== undefined && { kinds: types, isInteger: isIntegerOnly(said.type) }),
    ...(literals !== undefined && { literals }),
    ...(object !== undefined && { objects: [object] }),
    ...(isArray(said.required ?? null) && { required: new Set(strings(said.required)) }),
    ...(list !== undefined && { lists: [list] }),
    ...(typeof said.minItems === "number" && { atLeast: said.minItems }),
    ...(typeof said.maxItems === "number" && { atMost: said.maxItems }),
    ...(below("contains").length > 0 && said.minContains === undefined && { atLeast: atLeastOne(said) }),
    facts: factsOf(said),
  };
}

function atLeastOne({ minItems }: JsonObject): number {
  return Math.max(1, typeof minItems === "number" ? minItems : 0);
}

function objectFacet(schema: ResolvedSchema, read: NodeReader): ObjectFacet | undefined {
  const { said, below } = read(schema);
  if (said.maxProperties === 0) return { members: new Map(), patterns: [], others: never };
  const members = below("properties").map(
    ({ key = "", schema: member }) => [key, schemaPart(member)] as const,
  );
  const patterns = below("patternProperties").map(({ key = "", schema: member }) => ({
    pattern: key,
    part: schemaPart(member),
  }));
  const others = othersOf(schema, read);
  const names = below("propertyNames")[0]?.schema;
  if (members.length + patterns.length === 0 && others === undefined && names === undefined) return undefined;
  return {
    members: new Map(members),
    patterns,
    ...(others !== undefined && { others }),
    ...(names !== undefined && { names: schemaPart(names) }),
  };
}

function othersOf(schema: ResolvedSchema, read: NodeReader): Part | undefined {
  const said = read(schema).below("additionalProperties")[0]?.schema;
  if (said !== undefined) return schemaPart(said);
  return isOpen(schema) ? anything : undefined;
}

function listFacet(schema: ResolvedSchema, read: NodeReader): ListFacet | undefined {
  const { below } = read(schema);
  const items = below("items");
  const areFirst = items.some(({ key }) => key !== undefined) || isEmptyList(schema.schema);
  const first = areFirst ? items : below("prefixItems");
  const rest = areFirst ? below("additionalItems")[0]?.schema : items[0]?.schema;
  if (first.length === 0 && rest === undefined) return undefined;
  return {
    first: first.map(({ schema: item }) => schemaPart(item)),
    ...(rest !== undefined && { rest: schemaPart(rest) }),
  };
}

/** `items: []`, where what follows is judged by `additionalItems`. */
function isEmptyList(schema: Json): boolean {
  return isObject(schema) && schema.items !== undefined && isArray(schema.items) && schema.items.length === 0;
}

function typesOf(type: Json | undefined): ReadonlySet<Kind> | undefined {
  const named = strings(typeof type === "string" ? [type] : type).map((name) =>
    name === "integer" ? "number" : name,
  );
  const known = kinds.filter((kind) => named.includes(kind));
  return known.length === 0 ? undefined : new Set(known);
}

function isIntegerOnly(type: Json | undefined): boolean {
  const named = typeof type === "string" ? [type] : strings(type);
  return named.includes("integer") && !named.includes("number");
}

function literalsOf({ const: only, enum: listed }: JsonObject): readonly Scalar[] | undefined {
  const known = only === undefined || !isScalar(only) ? undefined : [only];
  if (listed === undefined || !isArray(listed) || !listed.every(isScalar)) return known;
  return commonLiterals(known, [...new Set(listed)]);
}

export function isScalar(value: Json): value is Scalar {
  return typeof value !== "object" || value === null;
}

/** Keywords that judge, and that no type can say. */
const factual = new Set(
  [
    "format pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf",
    "minItems maxItems uniqueItems minProperties maxProperties contentEncoding contentMediaType",
  ]
    .join(" ")
    .split(" "),
);

export function factsOf(said: JsonObject): Facts {
  return Object.fromEntries(Object.entries(said).filter(([name]) => factual.has(name)));
}

export function objectOf(value: Json | undefined): JsonObject {
  return value !== undefined && isObject(value) ? value : {};
}

export function strings(value: Json | undefined): readonly string[] {
  return value !== undefined && isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
