import { expect, test } from "vitest";
import { createRetryStatistics } from "./retry-statistics.ts";

test("a scripted run leaves these values, in all and by handler, type and error", () => {
  const statistics = createRetryStatistics();
  statistics.settled("succeeded", 1, "billing", "placed");
  statistics.failed(new TypeError());
  statistics.settled("succeeded", 2, "billing", "placed");
  for (let attempt = 0; attempt < 3; attempt += 1) statistics.failed(new RangeError());
  statistics.settled("exhausted", 3, "stock", "placed");
  statistics.failed(Object.assign(new Error(), { code: "ENOENT" }));
  statistics.settled("pointless", 1, "stock", "paid");
  statistics.failed(new TypeError());
  statistics.settled("interrupted", 1, undefined, undefined);

  const { byHandler, byType, byError, ...all } = statistics.snapshot();
  expect(all).toEqual({
    deliveries: 5,
    succeeded: 2,
    recovered: 1,
    exhausted: 1,
    pointless: 1,
    interrupted: 1,
    attempts: 8,
    retries: 3,
    successRate: 0.5,
  });
  expect(byHandler.billing).toMatchObject({ deliveries: 2, attempts: 3, successRate: 1 });
  expect(byHandler.stock).toMatchObject({ deliveries: 2, attempts: 4, successRate: 0 });
  expect(byType.placed).toMatchObject({ deliveries: 3, succeeded: 2, successRate: 2 / 3 });
  expect(byType.paid).toMatchObject({ deliveries: 1, pointless: 1 });
  expect(byError).toEqual({ TypeError: 2, RangeError: 3, ENOENT: 1 });
});

test("as long as nothing was decided there is no success rate", () => {
  const statistics = createRetryStatistics();
  statistics.settled("interrupted", 0, undefined, undefined);

  expect(statistics.snapshot()).not.toHaveProperty("successRate");
});

test("a snapshot is of its moment", () => {
  const statistics = createRetryStatistics();
  const before = statistics.snapshot();
  statistics.settled("succeeded", 1, "billing", undefined);

  expect(before).toMatchObject({ deliveries: 0, byHandler: {} });
});

test("names that somebody invents without end are counted together from the thousandth on", () => {
  const statistics = createRetryStatistics();
  for (let index = 0; index < 1_500; index += 1) statistics.settled("succeeded", 1, undefined, `t${index}`);

  const { byType } = statistics.snapshot();
  expect(Object.keys(byType)).toHaveLength(1_001);
  expect(byType["(others)"]?.deliveries).toBe(500);
});
