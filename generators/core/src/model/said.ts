import { isArray, type Json, type JsonObject } from "@concordat/json";
import type { Scalar } from "./part.ts";
import type { Facts } from "./type.ts";

// What keywords say is read leniently: what has not the form that its keyword asks for says nothing.

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
  const facts = Object.entries(said).filter(([name]) => factual.has(name));
  return facts.length === 0 ? {} : withNumbers(Object.fromEntries(facts));
}

/** In draft-04 `exclusiveMinimum: true` says of `minimum` that it is left out. */
function withNumbers(facts: Facts): Facts {
  let { minimum, maximum, exclusiveMinimum, exclusiveMaximum, ...others } = facts;
  if (typeof exclusiveMinimum === "boolean")
    [minimum, exclusiveMinimum] = exclusiveMinimum ? [undefined, minimum] : [minimum, undefined];
  if (typeof exclusiveMaximum === "boolean")
    [maximum, exclusiveMaximum] = exclusiveMaximum ? [undefined, maximum] : [maximum, undefined];
  return {
    ...others,
    ...(minimum !== undefined && { minimum }),
    ...(exclusiveMinimum !== undefined && { exclusiveMinimum }),
    ...(maximum !== undefined && { maximum }),
    ...(exclusiveMaximum !== undefined && { exclusiveMaximum }),
  };
}

export function strings(value: Json | undefined): readonly string[] {
  return value !== undefined && isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

/** Literals that both let through; a side without literals lets all through. */
export function commonLiterals(
  a: readonly Scalar[] | undefined,
  b: readonly Scalar[] | undefined,
): readonly Scalar[] | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const others = new Set(b);
  return a.filter((value) => others.has(value));
}
