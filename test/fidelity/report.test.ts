import { expect, test } from "vitest";
import type { Score } from "./measure.ts";
import { figuresOf } from "./report.ts";

const instances = (count: number) => Array.from({ length: count }, () => ({ name: "", value: null }));
const score = (valid: number, refused: number): Score => ({
  specimen: { name: "", schema: true, valid: instances(valid), invalid: [] },
  isDetour: false,
  refused: instances(refused).map((instance) => ({ instance, diagnostic: "" })),
  accepted: [],
  anys: 1,
  described: { members: 0, missing: [] },
});

test("a schema with many instances counts as much as one with few, and one without any not at all", () => {
  const figures = figuresOf("set", "generator", [score(1, 1), score(9, 0), score(0, 0)]);

  expect(figures.accepted).toEqual({ share: 0.5, hits: 9, of: 10 });
  expect(figures.anys).toBe(3);
});
