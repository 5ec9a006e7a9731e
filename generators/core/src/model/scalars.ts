import type { Kind, Scalar } from "./part.ts";
import type { Shape } from "./shape.ts";
import type { Type } from "./type.ts";

/** The scalars that a shape lets through. */
export function scalarsOf(shape: Shape): readonly Type[] {
  const { kinds, literals, excluded } = shape;
  if (literals !== undefined) return literals.filter((value) => isLetThrough(value, shape)).map(literalType);
  const types: Type[] = [];
  const facts = Object.keys(shape.facts).length === 0 ? {} : { facts: shape.facts };
  if (kinds.has("boolean")) types.push(...booleans(excluded));
  if (kinds.has("number")) types.push({ kind: "number", isInteger: shape.isInteger, ...facts });
  if (kinds.has("string")) types.push({ kind: "string", ...facts });
  if (kinds.has("null") && !excluded.has(null)) types.push({ kind: "null" });
  return types;
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
