import { expect, test } from "vitest";
import { validateBatch } from "./validate-batch.ts";

const good = { specversion: "1.0", source: "/oms/main", type: "com.example.made" };

test("of a hundred events with seven bad ones, exactly those seven are refused", () => {
  const bad = [3, 14, 15, 35, 65, 92, 99];
  const list = Array.from({ length: 100 }, (_, n) => ({ ...good, id: bad.includes(n) ? "" : `e${n}` }));
  const verdict = validateBatch(list);

  expect(verdict).toMatchObject({ total: 100, valid: 93, invalid: 7, duplicates: [], violations: [] });
  expect(verdict.results.filter(({ valid }) => !valid).map(({ index }) => index)).toEqual(bad);
  expect(verdict.results[4]).toEqual({ index: 4, id: "e4", valid: true, event: list[4], violations: [] });
});

test("what is no event at all is one bad event of the batch", () => {
  const { results } = validateBatch([null, 5, { ...good, id: "1" }]);

  expect(results.map(({ valid }) => valid)).toEqual([false, false, true]);
});

test("the second event of one source and id is told, and both stay valid", () => {
  const event = { ...good, id: "1" };
  const verdict = validateBatch([event, { ...event, source: "/other" }, { ...event, data: 1 }]);

  expect(verdict.valid).toBe(3);
  expect(verdict.duplicates).toEqual([{ index: 2, first: 0, source: "/oms/main", id: "1" }]);
  expect(verdict.results[2]?.violations).toMatchObject([{ code: "CE_DUPLICATE_EVENT", severity: "warning" }]);
});

test("an empty batch is fine", () => {
  expect(validateBatch([])).toMatchObject({ total: 0, valid: 0, invalid: 0, violations: [] });
});

test("1001 events are too many, and none of them is looked at", () => {
  const verdict = validateBatch(Array.from({ length: 1001 }, () => null));

  expect(verdict).toMatchObject({
    total: 1001,
    valid: 0,
    results: [],
    violations: [{ code: "LIMIT_BATCH" }],
  });
  expect(validateBatch([null], { maxEvents: 0 }).violations).toMatchObject([{ code: "LIMIT_BATCH" }]);
});
