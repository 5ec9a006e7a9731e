import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { mutantsOf, spread } from "./mutants.ts";

const mutants = (value: Json) => [...mutantsOf({ name: "it", value })];

test("every member is left out once, whichever depth it has", () => {
  const gone = mutants({ a: { b: 1 } }).filter(({ name }) => name.endsWith("is gone"));

  expect(gone).toEqual([
    { name: "it, /a is gone", value: {} },
    { name: "it, /a/b is gone", value: { a: {} } },
  ]);
});

test("a value becomes one of every other type, and never one of its own", () => {
  expect(mutants(7).map(({ value }) => value)).toEqual([
    null,
    "a word",
    true,
    ["an element"],
    { a_member: "of an object" },
  ]);
});

test("a word becomes another word, and an object gets a member more", () => {
  expect(mutants("red").map(({ value }) => value)).toContain("no such word");
  expect(mutants({ a: 1 }).map(({ value }) => value)).toContainEqual({ a: 1, undeclared_member: true });
});

test("of many some are taken, from the whole of the list", () => {
  expect(spread([0, 1, 2, 3, 4, 5, 6, 7], 4)).toEqual([0, 2, 4, 6]);
  expect(spread([0, 1], 4)).toEqual([0, 1]);
});
