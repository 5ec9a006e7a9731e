import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import { condition } from "./condition.ts";
import type { Rewrite } from "./rewrite.ts";

/** Ways to say the same in other words. Each answers `undefined` where it does not apply. */
export const equalRewrites: readonly Rewrite[] = [
  ["not not", (x) => ({ not: { not: x } })],
  ["a conjunction with what follows from it", (x, { other }) => ({ allOf: [x, { anyOf: [other(), x] }] })],
  ["a disjunction with what implies it", (x, { other }) => ({ anyOf: [{ allOf: [x, other()] }, x] })],
  ["two cases", (x, { other }) => cases(x, other(), "anyOf")],
  ["exactly one of two cases", (x, { other }) => cases(x, other(), "oneOf")],
  ["whichever way", (x, { other, powers }) => (powers.since07 ? condition(other(), x, x) : undefined)],
  ["a definition", (x, { define }) => define(x)],
  [
    "unrolled",
    (x, { definitionOf }) => (isObject(x) && typeof x.$ref === "string" ? definitionOf(x.$ref) : undefined),
  ],
  ["a conjunction of keywords", (x) => split(x)],
  [
    "a disjunction by de Morgan",
    (x) => without(x, "anyOf", (list) => ({ not: { allOf: (list as Json[]).map((not) => ({ not })) } })),
  ],
  [
    "a conjunction by de Morgan",
    (x) => without(x, "allOf", (list) => ({ not: { anyOf: (list as Json[]).map((not) => ({ not })) } })),
  ],
  [
    "an enum value by value",
    (x) =>
      without(x, "enum", (values) => ({ anyOf: (values as Json[]).map((value) => ({ enum: [value] })) })),
  ],
  ["a const as an enum", (x) => without(x, "const", (value) => ({ enum: [value] }))],
  [
    "types one by one",
    (x) =>
      without(x, "type", (type) =>
        isArray(type) ? { anyOf: type.map((each) => ({ type: each })) } : undefined,
      ),
  ],
  [
    "integers as multiples of one",
    (x) => without(x, "type", (type) => (type === "integer" ? { type: "number", multipleOf: 1 } : undefined)),
  ],
  [
    "a bound as what is not beyond",
    (x) => without(x, "maximum", (bound) => ({ not: { type: "number", exclusiveMinimum: bound } })),
  ],
  [
    "a bound as what is not below",
    (x) => without(x, "minimum", (bound) => ({ not: { type: "number", exclusiveMaximum: bound } })),
  ],
  [
    "a longest text as a pattern",
    (x) => without(x, "maxLength", (length) => ({ pattern: `^[^]{0,${length}}$` })),
  ],
  [
    "a shortest text as a pattern",
    (x) => without(x, "minLength", (length) => ({ pattern: `^[^]{${length},}` })),
  ],
  ["a pattern with a group", (x) => without(x, "pattern", (pattern) => ({ pattern: `(?:${pattern})` }))],
  [
    "required as a member that may not be impossible",
    (x) => without(x, "required", (names) => ({ allOf: (names as string[]).map(hasMember) })),
  ],
  [
    "a dependency as a choice",
    (x) =>
      without(x, "dependentRequired", (dependencies) => ({
        allOf: Object.entries(dependencies as JsonObject).map(([name, needed]) => ({
          anyOf: [{ not: { type: "object", required: [name] } }, { required: needed }],
        })),
      })),
  ],
  [
    "items as what none fails to be",
    (x, { powers }) =>
      powers.since06 && isObject(x) && x.prefixItems === undefined && x.unevaluatedItems === undefined
        ? without(x, "items", (items) => ({
            anyOf: [{ not: { type: "array" } }, { not: { contains: { not: items } } }],
          }))
        : undefined,
  ],
  [
    "contains as items that are not all otherwise",
    (x, { powers }) =>
      powers.since06 &&
      isObject(x) &&
      x.minContains === undefined &&
      x.maxContains === undefined &&
      x.unevaluatedItems === undefined
        ? without(x, "contains", (item) => ({
            anyOf: [{ not: { type: "array" } }, { not: { items: { not: item } } }],
          }))
        : undefined,
  ],
  [
    "closed content as a list of names",
    (x, { powers }) =>
      powers.since06 && isObject(x) && x.patternProperties === undefined
        ? without(x, "additionalProperties", (others) =>
            others === false && x.properties !== undefined
              ? { propertyNames: { enum: Object.keys(x.properties as JsonObject) } }
              : undefined,
          )
        : undefined,
  ],
];

function cases(x: Json, other: Json, keyword: "anyOf" | "oneOf"): Json {
  return { [keyword]: [{ allOf: [x, other] }, { allOf: [x, { not: other }] }] };
}

function hasMember(name: string): Json {
  return { anyOf: [{ not: { type: "object" } }, { not: { properties: { [name]: { not: {} } } } }] };
}

/** Keywords that only make sense beside each other stay together. */
const families = [
  ["properties", "patternProperties", "additionalProperties"],
  ["prefixItems", "items"],
  ["contains", "minContains", "maxContains"],
  ["if", "then", "else"],
];

function split(x: Json): Json | undefined {
  if (!isObject(x) || Object.keys(x).length < 2) return undefined;
  if (x.unevaluatedProperties !== undefined || x.unevaluatedItems !== undefined) return undefined;
  const familyOf = (keyword: string) =>
    families.find((family) => family.includes(keyword))?.join() ?? keyword;
  const parts = Map.groupBy(Object.entries(x), ([keyword]) => familyOf(keyword));
  return { allOf: [...parts.values()].map((part) => Object.fromEntries(part)) };
}

/** The schema without a keyword, and beside it what says the same. */
function without(x: Json, keyword: string, said: (value: Json) => Json | undefined): Json | undefined {
  if (!isObject(x) || x[keyword] === undefined) return undefined;
  const instead = said(x[keyword]);
  if (instead === undefined) return undefined;
  const { [keyword]: _said, ...rest } = x;
  return Object.keys(rest).length === 0 ? instead : { allOf: [rest, instead] };
}
