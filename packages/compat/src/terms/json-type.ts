import { isArray, type Json } from "@concordat/json";

/** The six kinds of JSON values, as bits, so that a set of them is one number. `integer` is a number, not a kind. */
export const typeBits = { null: 1, boolean: 2, number: 4, string: 8, array: 16, object: 32 } as const;

export type JsonType = keyof typeof typeBits;

/** Cheapest to decide first: a witness is looked for in this order. */
export const jsonTypes = ["null", "boolean", "number", "string", "array", "object"] as const;

export const everyType = 63;

/** A set of types, as a sum of `typeBits`. */
export type TypeSet = number;

/** A value without parts. `Set` compares them as JSON does, `-0` and `0` included. */
export type Scalar = null | boolean | number | string;

export function typeOf(value: Json): JsonType {
  if (value === null) return "null";
  if (isArray(value)) return "array";
  return typeof value as Exclude<JsonType, "null" | "array">;
}
