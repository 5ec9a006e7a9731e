import type { Shape } from "./facet.ts";
import type { Kind, Scalar } from "./part.ts";
import type { Facts, Type } from "./type.ts";

/** The scalars that a shape lets through. */
export function scalarsOf(shape: Shape): readonly Type[] {
  const { kinds, literals, excluded } = shape;
  if (literals !== undefined) return literals.filter((value) => isLetThrough(value, shape)).map(literalType);
  const types: Type[] = [];
  if (kinds.has("boolean")) types.push(...booleans(excluded));
  if (kinds.has("number"))
    types.push({ kind: "number", isInteger: shape.isInteger, ...factsAbout(shape.facts, ofNumbers) });
  if (kinds.has("string")) types.push({ kind: "string", ...factsAbout(shape.facts, ofStrings) });
  if (kinds.has("null") && !excluded.has(null)) types.push({ kind: "null" });
  return types;
}

const ofNumbers = ["format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];
const ofStrings = ["format", "pattern", "minLength", "maxLength", "contentEncoding", "contentMediaType"];

function factsAbout(facts: Facts, names: readonly string[]): { readonly facts?: Facts } {
  const about = Object.entries(facts).filter(([name]) => names.includes(name));
  return about.length === 0 ? {} : { facts: Object.fromEntries(about) };
}

function booleans(excluded: ReadonlySet<Scalar>): readonly Type[] {
  const left = [true, false].filter((value) => !excluded.has(value));
  return left.length === 2 ? [{ kind: "boolean" }] : left.map(literalType);
}

function isLetThrough(value: Scalar, { kinds, excluded, isInteger }: Shape): boolean {
  if (excluded.has(value) || !kinds.has(kindOf(value))) return false;
  return !isInteger || typeof value !== "number" || Number.isInteger(value);
}

export function kindOf(value: Scalar): Kind {
  return value === null ? "null" : (typeof value as "string" | "number" | "boolean");
}

function literalType(value: Scalar): Type {
  return value === null ? { kind: "null" } : { kind: "literal", value };
}
