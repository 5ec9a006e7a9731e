import { isArray, isObject, type Json } from "@concordat/json";
import { keywordOf, type ResolvedSchema } from "@concordat/schema";
import type { Node, NodeReader } from "./node.ts";
import {
  absentPart,
  choicePart,
  type Kind,
  kinds,
  kindsPart,
  memberPart,
  otherThanPart,
  type Part,
  presentPart,
  schemaPart,
  type Way,
} from "./part.ts";
import { isScalar, strings } from "./said.ts";

const deepest = 8;

/**
 * The ways in which a value can be no instance of the schema; `undefined` where a type cannot tell, so that any value may be
 * none. No way at all: every value is an instance.
 *
 * A schema is all of its keywords, so a value is none of its instances as soon as it fails one.
 */
export function waysToFail(schema: ResolvedSchema, read: NodeReader, depth = 0): readonly Way[] | undefined {
  if (schema.schema === true) return [];
  if (schema.schema === false || depth > deepest) return undefined;
  const node = read(schema);
  const ways: Way[] = [];
  for (const [name, value] of Object.entries(node.said)) {
    const kind = keywordOf(name, schema.dialect)?.kind;
    // Whether it judges is a setting of the validator.
    if (name === "format") return undefined;
    if (kind !== "assertion" && kind !== "applicator" && kind !== "reference") continue;
    const failing = waysToFailKeyword(name, value, { node, read, depth: depth + 1 });
    if (failing === undefined) return undefined;
    ways.push(...failing);
  }
  return ways;
}

/** The parts that a value has which is no instance; none where nothing can be told. */
export function negationOf(schema: ResolvedSchema, read: NodeReader, depth = 0): readonly Part[] {
  const ways = waysToFail(schema, read, depth);
  if (ways === undefined) return [];
  const [only] = ways;
  if (ways.length === 1 && only !== undefined) return only;
  return [choicePart(`not ${schema.key}`, ways, true)];
}

type Context = { readonly node: Node; readonly read: NodeReader; readonly depth: number };

function waysToFailKeyword(
  name: string,
  value: Json,
  { node, read, depth }: Context,
): readonly Way[] | undefined {
  const below = node.below(name).map(({ schema }) => schema);
  switch (name) {
    case "type":
      return waysToFailType(typeof value === "string" ? [value] : strings(value));
    case "const":
      return isScalar(value) ? [[otherThanPart([value])]] : undefined;
    case "enum":
      return isArray(value) && value.every(isScalar) ? [[otherThanPart(value)]] : undefined;
    case "required":
      return strings(value).map((member) => [kindsPart(["object"]), absentPart(member)]);
    case "properties":
      return waysToFailMembers(node, read, depth);
    case "not":
      return below.map((schema) => [schemaPart(schema)]);
    case "allOf":
      return joined(below.map((schema) => waysToFail(schema, read, depth)));
    case "anyOf": {
      const failing = below.flatMap((schema) => negationOf(schema, read, depth));
      return failing.length === 0 ? undefined : [failing];
    }
    case "$ref":
      return joined(node.targets.map((schema) => waysToFail(schema, read, depth)));
    // These fail only together with `if`, or say nothing where `if` does not stand beside them.
    case "then":
    case "else":
      return node.said.if === undefined ? [] : undefined;
    default:
      return isObject(value) && Object.keys(value).length === 0 && name === "patternProperties"
        ? []
        : undefined;
  }
}

function waysToFailType(types: readonly string[]): readonly Way[] | undefined {
  // A number that is no integer is still a number.
  const rest = kinds.filter((kind: Kind) => !types.includes(kind));
  return rest.length === 0 ? [] : [[kindsPart(rest)]];
}

function waysToFailMembers(node: Node, read: NodeReader, depth: number): readonly Way[] {
  return node.below("properties").map(({ key = "", schema }) => {
    const wrong = negationOf(schema, read, depth).map((part) => memberPart(key, part));
    return [kindsPart(["object"]), presentPart(key), ...wrong];
  });
}

function joined(ways: readonly (readonly Way[] | undefined)[]): readonly Way[] | undefined {
  return ways.includes(undefined) ? undefined : ways.flatMap((each) => each ?? []);
}
