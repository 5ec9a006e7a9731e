import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import { condition } from "./condition.ts";
import type { Rewrite } from "./rewrite.ts";
import { scalars } from "./vocabulary.ts";

/** Ways to let more through. Each answers `undefined` where it does not apply. */
export const widerRewrites: readonly Rewrite[] = [
  ["one alternative more", (x, { other }) => ({ anyOf: [other(), x] })],
  ["or not what another says", (x, { other }) => ({ not: { allOf: [other(), { not: x }] } })],
  [
    "only where another holds",
    (x, { other, powers }) => (powers.since07 ? condition(other(), x) : undefined),
  ],
  [
    "an alternative more among alternatives",
    (x, { other }) => changed(x, "anyOf", (list) => [...(list as Json[]), other()]),
  ],
  [
    "values more",
    (x, { random }) => changed(x, "enum", (values) => union(values as Json[], [random.pick(scalars)])),
  ],
  [
    "a value instead of none but one",
    (x, { random }) => instead(x, "const", (value) => ({ enum: union([value], [random.pick(scalars)]) })),
  ],
  [
    "types more",
    (x, { random }) =>
      changed(x, "type", (type) => union(listOf(type), [random.pick(["null", "string", "number", "array"])])),
  ],
  [
    "numbers instead of integers",
    (x) => changed(x, "type", (type) => (type === "integer" ? "number" : undefined)),
  ],
  [
    "a lower bound further down",
    (x, { random }) =>
      changedNumber(x, ["minimum", "exclusiveMinimum"], (bound) => bound - random.pick([0.5, 1, 3])),
  ],
  [
    "an upper bound further up",
    (x, { random }) =>
      changedNumber(x, ["maximum", "exclusiveMaximum"], (bound) => bound + random.pick([0.5, 1, 3])),
  ],
  [
    "the bound itself",
    (x) =>
      instead(x, "exclusiveMinimum", (bound) =>
        isObject(x) && x.minimum === undefined ? { minimum: bound } : undefined,
      ),
  ],
  [
    "fewer at least",
    (x) => changedNumber(x, ["minLength", "minItems", "minProperties"], (count) => Math.max(0, count - 1)),
  ],
  ["more at most", (x) => changedNumber(x, ["maxLength", "maxItems", "maxProperties"], (count) => count + 1)],
  ["a coarser step made finer", (x) => changedNumber(x, ["multipleOf"], (divisor) => divisor / 2)],
  [
    "a name less required",
    (x) =>
      changed(x, "required", (names) =>
        (names as Json[]).length > 1 ? (names as Json[]).slice(1) : undefined,
      ),
  ],
  [
    "open content",
    (x, { other }) =>
      changed(x, "additionalProperties", (others) => (others === false ? other() : undefined)),
  ],
  ...["pattern", "uniqueItems", "required", "dependentRequired", "maximum", "minLength"].map(
    (keyword): Rewrite => [`without ${keyword}`, (x) => instead(x, keyword, () => ({}))],
  ),
];

/** Ways to let less through. */
export const narrowerRewrites: readonly Rewrite[] = [
  ["and another", (x, { other }) => ({ allOf: [other(), x] })],
  ["but not another", (x, { other }) => ({ allOf: [x, { not: other() }] })],
  [
    "where another holds, else nothing",
    (x, { other, powers }) => (powers.since07 ? condition(other(), x, { not: {} }) : undefined),
  ],
  [
    "an alternative less",
    (x) =>
      changed(x, "anyOf", (list) => ((list as Json[]).length > 1 ? (list as Json[]).slice(1) : undefined)),
  ],
  [
    "a value less",
    (x) =>
      changed(x, "enum", (values) =>
        (values as Json[]).length > 1 ? (values as Json[]).slice(1) : undefined,
      ),
  ],
  [
    "integers instead of numbers",
    (x) => changed(x, "type", (type) => (type === "number" ? "integer" : undefined)),
  ],
  [
    "a lower bound further up",
    (x) => changedNumber(x, ["minimum", "exclusiveMinimum"], (bound) => bound + 0.5),
  ],
  [
    "an upper bound further down",
    (x) => changedNumber(x, ["maximum", "exclusiveMaximum"], (bound) => bound - 0.5),
  ],
  [
    "more at least",
    (x) => changedNumber(x, ["minLength", "minItems", "minProperties"], (count) => count + 1),
  ],
  [
    "fewer at most",
    (x) => changedNumber(x, ["maxLength", "maxItems", "maxProperties"], (count) => Math.max(0, count - 1)),
  ],
  ["a finer step made coarser", (x) => changedNumber(x, ["multipleOf"], (divisor) => divisor * 3)],
  [
    "items that differ",
    (x) => (isObject(x) && x.items !== undefined ? { ...x, uniqueItems: true } : undefined),
  ],
  [
    "a member required",
    (x, { random }) =>
      isObject(x) && isObject(x.properties ?? null)
        ? {
            ...x,
            required: union((x.required as Json[] | undefined) ?? [], [
              random.pick(Object.keys(x.properties as JsonObject)),
            ]),
          }
        : undefined,
  ],
];

function changed(x: Json, keyword: string, change: (value: Json) => Json | undefined): Json | undefined {
  if (!isObject(x) || x[keyword] === undefined) return undefined;
  const value = change(x[keyword]);
  return value === undefined ? undefined : { ...x, [keyword]: value };
}

function changedNumber(
  x: Json,
  keywords: readonly string[],
  change: (value: number) => number,
): Json | undefined {
  const keyword = keywords.find((each) => isObject(x) && x[each] !== undefined);
  return keyword === undefined ? undefined : changed(x, keyword, (value) => change(value as number));
}

function instead(x: Json, keyword: string, other: (value: Json) => JsonObject | undefined): Json | undefined {
  if (!isObject(x) || x[keyword] === undefined) return undefined;
  const { [keyword]: value, ...rest } = x;
  const said = other(value as Json);
  return said === undefined ? undefined : { ...rest, ...said };
}

function union(values: readonly Json[], more: readonly Json[]): Json {
  return [...values, ...more.filter((one) => !values.includes(one))];
}

function listOf(type: Json): readonly Json[] {
  return isArray(type) ? type : [type];
}
