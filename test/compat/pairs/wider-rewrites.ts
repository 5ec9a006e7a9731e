import { isObject, type Json } from "@concordat/json";
import { condition } from "./condition.ts";
import { changed, changedNumber, instead, listOf, union } from "./edits.ts";
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
