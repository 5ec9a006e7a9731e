import { type JsonType, type Scalar, typeBits, typeOf } from "./json-type.ts";
import { always, type Literal, type Node, never } from "./node.ts";
import type { Terms } from "./terms.ts";

/** What remains of a proposition for values of one type; most of a schema falls away. */
export type Specialise = (literal: Literal, type: JsonType) => Literal;

/**
 * References are followed here: what they stand for speaks of the same value, and a schema that leads back to itself
 * at the same value never gets this far. Propositions about items and members are left as they are, for each will be
 * asked of values of every type in its turn.
 */
export function createSpecialise(terms: Terms): Specialise {
  const memo = new Map<JsonType, Map<Literal, Literal>>();

  const specialise: Specialise = (literal, type) => {
    if (literal < 0) return -specialise(-literal, type);
    const known = memo.get(type) ?? new Map<Literal, Literal>();
    if (known.size === 0) memo.set(type, known);
    const found = known.get(literal);
    if (found !== undefined) return found;
    const special = ofNode(literal, terms.nodeOf(literal), type);
    known.set(literal, special);
    return special;
  };

  const ofNode = (literal: Literal, node: Node, type: JsonType): Literal => {
    switch (node.kind) {
      case "true":
      case "opaque":
        return literal;
      case "and":
        // A whole object schema falls away by the one member that says "object", so that one is asked first.
        if (node.of.some((member) => isOtherType(member, type))) return never;
        return terms.and(node.of.map((member) => specialise(member, type)));
      case "one":
        return terms.exactlyOne(node.of.map((member) => specialise(member, type)));
      case "cases":
        return terms.cases(
          node.of.map(({ guard, implied }) => ({
            guard: specialise(guard, type),
            implied: specialise(implied, type),
          })),
        );
      case "ref":
        return specialise(terms.meaningOf(literal), type);
      case "types":
        return (node.types & typeBits[type]) === 0 ? never : always;
      case "scalars":
        return scalarsOf(node.values, type, literal);
      default:
        return typeOfAtom[node.kind] === type ? literal : always;
    }
  };

  const isOtherType = (member: Literal, type: JsonType): boolean => {
    const node = terms.nodeOf(member);
    return node.kind === "types" && ((node.types & typeBits[type]) === 0) === member > 0;
  };

  const scalarsOf = (values: ReadonlySet<Scalar>, type: JsonType, whole: Literal): Literal => {
    if (type === "array" || type === "object") return never;
    const ofType = [...values].filter((value) => typeOf(value) === type);
    if (ofType.length === 0) return never;
    const isAll = (type === "null" && ofType.length === 1) || (type === "boolean" && ofType.length === 2);
    if (isAll) return always;
    return ofType.length === values.size ? whole : terms.scalars(ofType);
  };

  return specialise;
}

const typeOfAtom = {
  "at-least": "number",
  "greater-than": "number",
  "multiple-of": "number",
  "min-length": "string",
  pattern: "string",
  format: "string",
  "min-items": "array",
  item: "array",
  contains: "array",
  unique: "array",
  "min-properties": "object",
  members: "object",
} as const satisfies Record<string, JsonType>;
