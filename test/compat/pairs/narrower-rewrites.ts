import { isObject, type Json, type JsonObject } from "@concordat/json";
import { condition } from "./condition.ts";
import { changed, changedNumber, union } from "./edits.ts";
import type { Rewrite } from "./rewrite.ts";

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
