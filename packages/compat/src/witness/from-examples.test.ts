import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { changedExamples, type Way } from "./from-examples.ts";

function changed(examples: readonly Json[], raw: Json, way: Way, elsewhere: readonly Way[] = []) {
  return [...changedExamples(examples, raw, way, elsewhere)];
}

test("first the example itself, mended or not; then with the place in question, and with ever more around it", () => {
  const example = { a: { b: 1, c: 2 }, d: 3 };
  const raw = { a: { b: 9 } };

  expect(changed([example], raw, ["a", "b"])).toEqual([
    example,
    example,
    { a: { b: 9, c: 2 }, d: 3 },
    { a: { b: 9, c: 2 }, d: 3 },
    { a: { b: 9 }, d: 3 },
    { a: { b: 9 }, d: 3 },
  ]);
});

test("of several examples all are tried with the least change before one is changed more", () => {
  const raw = { a: { b: 9 } };

  expect(changed([{ a: { b: 1 }, x: 1 }, { a: { b: 2, c: 2 } }], raw, ["a", "b"]).slice(4)).toEqual([
    ...[{ a: { b: 9 }, x: 1 }, { a: { b: 9, c: 2 } }, { a: { b: 9 }, x: 1 }, { a: { b: 9, c: 2 } }],
    ...[{ a: { b: 9 }, x: 1 }, { a: { b: 9 } }, { a: { b: 9 }, x: 1 }, { a: { b: 9 } }],
  ]);
});

test("what the raw witness lacks, the value lacks; what the example lacks, it gets", () => {
  expect(changed([{ a: 1, b: 2 }], { b: 3 }, ["a"]).slice(2)).toEqual([{ b: 2 }, { b: 2 }]);
  expect(changed([{ b: 2 }], { a: 1 }, ["a"])[2]).toEqual({ b: 2, a: 1 });
  expect(changed([{ b: 2 }], { a: { deep: 1 } }, ["a", "deep"])[2]).toEqual({ b: 2, a: { deep: 1 } });
  expect(changed([{ b: 2 }], {}, ["a"])[2]).toEqual({ b: 2 });
});

test("members keep their order, and one that is called like something every object has is nothing special", () => {
  expect(Object.keys(changed([{ a: 1, b: 2, c: 3 }], { b: 0 }, ["b"])[2] as object)).toEqual(["a", "b", "c"]);
  expect(changed([{ a: 1 }], { a: 2 }, ["toString"]).slice(2)).toEqual([{ a: 1 }, { a: 1 }]);
});

test("an item is replaced, or put at the end, where the list reaches so far", () => {
  expect(changed([[1, 2, 3]], [7, 8], [1])[2]).toEqual([1, 8, 3]);
  expect(changed([[1]], [7, 8], [1])[2]).toEqual([1, 8]);
  expect(changed([[]], [7, 8], [1])).toEqual([[], []]);
  for (const [example, at] of [
    [[1, 2, 3], 1],
    [[1, 2], 5],
    [[1, 2], 2],
  ] as const)
    expect(changed([example], [7], [at])).toEqual([example, example]);
  expect(changed([[{ a: 1, b: 2 }]], [{ a: 9 }], [0, "a"])[2]).toEqual([{ a: 9, b: 2 }]);
  expect(changed([[]], [{ a: 9 }], [0, "a"])).toEqual([[], [], ...Array(4).fill([{ a: 9 }])]);
  expect(changed([{}], { b: { a: 9 } }, ["b", "a"])).toEqual([{}, {}, ...Array(4).fill({ b: { a: 9 } })]);
});

test("an example of another shape than the place asks for is left as it is", () => {
  expect(changed(["text"], { a: 1 }, ["a"])).toEqual(["text", "text"]);
  expect(changed([{ a: 1 }], "text", ["a"])).toEqual([{ a: 1 }, { a: 1 }]);
  expect(changed([{ a: 1 }], [1], [0])).toEqual([{ a: 1 }, { a: 1 }]);
  expect(changed([[1]], { 0: 1 }, [0])).toEqual([[1], [1]]);
  expect(changed([{ a: "text" }], { a: { b: 1 } }, ["a", "b"]).slice(2)).toEqual([
    { a: { b: 1 } },
    { a: { b: 1 } },
  ]);
});

test("at the places of other causes an example takes what the raw witness has there, where there is such a place", () => {
  const example = { bad: 1, worse: { deep: 2, other: 3 }, n: 5 };
  const raw = { bad: 0, worse: { deep: 0 }, n: 6 };
  const elsewhere: readonly Way[] = [["bad"], ["worse", "deep"], ["n", "nowhere"]];

  expect(changed([example], raw, ["n"], elsewhere)).toEqual([
    example,
    { bad: 0, worse: { deep: 0, other: 3 }, n: 5 },
    { bad: 1, worse: { deep: 2, other: 3 }, n: 6 },
    { bad: 0, worse: { deep: 0, other: 3 }, n: 6 },
  ]);
});
