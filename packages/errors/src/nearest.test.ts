import { expect, test } from "vitest";
import { didYouMean, nearest, nearestFew } from "./nearest.ts";

test.each([
  ["requried", ["require", "required", "properties"], "required"],
  ["emial", ["email", "uri"], "email"],
  ["--ouput", ["--output", "--out"], "--output"],
  ["lnit", ["init", "lint"], "lint"],
  ["Lint", ["lint", "list"], "lint"],
  ["snake_case", ["snake-case"], "snake-case"],
  ["ls", ["list", "lint"], undefined],
  ["", ["a", "list"], undefined],
  ["objecttype", ["branch", "proposal"], undefined],
])("%s among %j means %s", (word, candidates, meant) => {
  expect(nearest(word, candidates)).toBe(meant);
});

test("several candidates come closest first, and equals keep their order", () => {
  expect(nearestFew("order.place", ["order.replaced", "order.placed", "order.places"], 3)).toEqual([
    "order.placed",
    "order.places",
    "order.replaced",
  ]);
});

test("the hint is empty when nothing is close", () => {
  expect(didYouMean("lnit", ["lint"])).toBe(' (did you mean "lint"?)');
  expect(didYouMean("zebra", ["lint"])).toBe("");
});

test("hostile lengths cost nothing", () => {
  expect(nearest("x".repeat(1_000_000), ["required"])).toBeUndefined();
});
