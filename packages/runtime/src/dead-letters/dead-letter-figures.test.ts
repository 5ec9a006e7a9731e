import { expect, test } from "vitest";
import { analyzeDeadLetters, statsOfDeadLetters } from "./dead-letter-figures.ts";
import { entryOf } from "./testing/entries.ts";

const hour = 3_600_000;
const { event: _, ...unreadable } = entryOf("d", {
  reason: "deserialization_error",
  deadLetteredAt: 3 * hour,
});
const entries = [
  entryOf("a", { handler: "charge", deadLetteredAt: hour }),
  entryOf("b", { handler: "charge", deadLetteredAt: hour + 1, reason: "expired" }),
  entryOf("c", { handler: "refund", deadLetteredAt: 2 * hour - 1 }),
  unreadable,
];

test("by reason: how many of each, most frequent first, and between which moments", () => {
  expect(analyzeDeadLetters(entries, "reason")).toEqual([
    { value: "max_retries_exceeded", count: 2, oldest: hour, newest: 2 * hour - 1 },
    { value: "deserialization_error", count: 1, oldest: 3 * hour, newest: 3 * hour },
    { value: "expired", count: 1, oldest: hour + 1, newest: hour + 1 },
  ]);
});

test("by type and by handler: what has none is counted without a name", () => {
  const brief = (by: "type" | "handler") =>
    analyzeDeadLetters(entries, by).map(({ value, count }) => [value, count]);

  expect(brief("type")).toEqual([
    ["order.placed", 3],
    [undefined, 1],
  ]);
  expect(brief("handler")).toEqual([
    ["charge", 2],
    [undefined, 1],
    ["refund", 1],
  ]);
});

test("by time: oldest first, in hours or in any other grain", () => {
  const brief = (bucketMs?: number) =>
    analyzeDeadLetters(entries, "time", bucketMs === undefined ? {} : { bucketMs }).map(
      ({ value, count }) => [value, count],
    );

  expect(brief()).toEqual([
    ["1970-01-01T01:00:00.000Z", 3],
    ["1970-01-01T03:00:00.000Z", 1],
  ]);
  expect(brief(24 * hour)).toEqual([["1970-01-01T00:00:00.000Z", 4]]);
});

test("an analysis is of what fits the filter", () => {
  expect(analyzeDeadLetters(entries, "reason", { filter: { handler: "refund" } })).toMatchObject([
    { count: 1 },
  ]);
});

test("the figures count by status, pending ones by reason, and the oldest of these", () => {
  const all = [
    ...entries,
    entryOf("e", { status: "discarded", deadLetteredAt: 1 }),
    entryOf("f", { status: "reprocessed", reprocessCount: 1, deadLetteredAt: 2 }),
  ];

  expect(statsOfDeadLetters(all, 4 * hour)).toEqual({
    total: 6,
    byStatus: { pending: 4, reprocessed: 1, discarded: 1 },
    byReason: { max_retries_exceeded: 2, deserialization_error: 1, expired: 1 },
    oldestAgeMs: 3 * hour,
    reprocessed: 1,
    reprocessSuccessRate: 1,
  });
});

test("reprocessing succeeded where the entry did not come back", () => {
  const all = [
    // Came back twice, and not a third time.
    entryOf("a", { status: "reprocessed", reprocessCount: 3 }),
    // Came back, and was given up.
    entryOf("b", { status: "discarded", reprocessCount: 1 }),
  ];

  expect(statsOfDeadLetters(all, 0)).toMatchObject({ reprocessed: 4, reprocessSuccessRate: 0.25 });
});

test("without entries there is no age and no rate", () => {
  expect(statsOfDeadLetters([], 0)).toEqual({
    total: 0,
    byStatus: { pending: 0, reprocessed: 0, discarded: 0 },
    byReason: {},
    reprocessed: 0,
  });
});
