import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import type { ResolvedSchema } from "@concordat/schema";
import type { ListFacet, ObjectFacet, Shape } from "./facet.ts";
import { isOpen, type NodeReader } from "./node.ts";
import { anything, type Kind, kinds, never, type Part, type Scalar, schemaPart } from "./part.ts";
import { commonLiterals, factsOf, isScalar, strings } from "./said.ts";

/** What the keywords of one schema say by themselves, those that lead to other schemas of the same value left out. */
export function ownClaim(schema: ResolvedSchema, read: NodeReader): Partial<Shape> {
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
