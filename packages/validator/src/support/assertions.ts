import { countCharacters } from "./count-characters.ts";
import { equal } from "./equal.ts";
import { firstRepeat } from "./first-repeat.ts";
import { isMultipleOf } from "./is-multiple-of.ts";
import type { RawProblem } from "./raw-problem.ts";
import { hasMember, isMembers, type ShapeMembers } from "./shape.ts";

type Params = RawProblem["params"];

/** Keywords that look at the value alone. Each says what it found, or nothing. */
export const assertions: Readonly<
  Record<
    string,
    (argument: never, data: unknown, shape: ShapeMembers) => Params | readonly Params[] | undefined
  >
> = {
  type: (type: string | readonly string[], data) =>
    (typeof type === "string" ? isOfType(type, data) : type.some((name) => isOfType(name, data)))
      ? undefined
      : { type },
  enum: (allowedValues: readonly unknown[], data) =>
    allowedValues.some((value) => equal(value, data)) ? undefined : { allowedValues },
  const: (allowedValue: unknown, data) => (equal(allowedValue, data) ? undefined : { allowedValue }),
  maximum: (limit: number, data, { exclusiveMaximum }) =>
    bound(data, limit, exclusiveMaximum === true ? "<" : "<="),
  minimum: (limit: number, data, { exclusiveMinimum }) =>
    bound(data, limit, exclusiveMinimum === true ? ">" : ">="),
  exclusiveMaximum: (limit: number | boolean, data) =>
    typeof limit === "number" ? bound(data, limit, "<") : undefined,
  exclusiveMinimum: (limit: number | boolean, data) =>
    typeof limit === "number" ? bound(data, limit, ">") : undefined,
  multipleOf: (multipleOf: number, data) =>
    isOfType("number", data) && !isMultipleOf(data as number, multipleOf) ? { multipleOf } : undefined,
  maxLength: (limit: number, data) =>
    typeof data === "string" && countCharacters(data) > limit ? { limit } : undefined,
  minLength: (limit: number, data) =>
    typeof data === "string" && countCharacters(data) < limit ? { limit } : undefined,
  pattern: (pattern: string, data) =>
    typeof data === "string" && !matches(pattern, data) ? { pattern } : undefined,
  format: ([format, matcher]: readonly [string, { test(text: string): boolean }], data) =>
    typeof data === "string" && !matcher.test(data) ? { format } : undefined,
  maxItems: (limit: number, data) => (Array.isArray(data) && data.length > limit ? { limit } : undefined),
  minItems: (limit: number, data) => (Array.isArray(data) && data.length < limit ? { limit } : undefined),
  uniqueItems: (asked: boolean, data) => {
    const pair = asked && Array.isArray(data) ? firstRepeat(data) : undefined;
    return pair && { pair };
  },
  maxProperties: (limit: number, data) =>
    isMembers(data) && Object.keys(data).length > limit ? { limit } : undefined,
  minProperties: (limit: number, data) =>
    isMembers(data) && Object.keys(data).length < limit ? { limit } : undefined,
  required: (names: readonly string[], data) => (isMembers(data) ? missing(data, names) : undefined),
  dependentRequired: (needs: Readonly<Record<string, readonly string[]>>, data) =>
    isMembers(data)
      ? Object.entries(needs).flatMap(([property, names]) =>
          hasMember(data, property) ? missing(data, names, property) : [],
        )
      : undefined,
};

export function isOfType(name: string, data: unknown): boolean {
  switch (name) {
    case "null":
      return data === null;
    case "array":
      return Array.isArray(data);
    case "object":
      return isMembers(data);
    case "integer":
      return Number.isInteger(data);
    case "number":
      // `NaN` and the infinities are no JSON numbers.
      return Number.isFinite(data);
    default:
      return typeof data === name;
  }
}

const patterns = new Map<string, RegExp>();

/** Compiled when something has gone wrong already; the check before had its own. */
export function matches(pattern: string, text: string): boolean {
  const known = patterns.get(pattern) ?? new RegExp(pattern, "u");
  patterns.set(pattern, known);
  return known.test(text);
}

export function missing(
  data: Readonly<Record<string, unknown>>,
  names: readonly string[],
  property?: string,
): readonly Params[] {
  return names
    .filter((name) => !hasMember(data, name))
    .map((missingProperty) => ({ missingProperty, property }));
}

function bound(data: unknown, limit: number, comparison: "<" | "<=" | ">" | ">="): Params | undefined {
  if (!isOfType("number", data)) return undefined;
  const distance = (data as number) - limit;
  const isBeyond = comparison.startsWith("<") ? distance > 0 : distance < 0;
  return isBeyond || (distance === 0 && comparison.length === 1) ? { comparison, limit } : undefined;
}
