import { expect, test } from "vitest";
import { createRateLimit } from "./rate-limit.ts";

function world(readsPerSecond: number, writesPerSecond: number) {
  const clock = { now: 0 };
  const limit = createRateLimit({ readsPerSecond, writesPerSecond, now: () => clock.now });
  if (limit === undefined) throw new Error("there is a limit");
  const passed = (caller: string, kind: "reads" | "writes", tries: number) =>
    Array.from({ length: tries }, () => limit(caller, kind)).filter((excess) => excess === undefined).length;
  return { clock, limit, passed };
}

test("a second's worth may come at once, and then as much as the second gives", () => {
  const { clock, passed } = world(10, 0);

  expect(passed("ada", "reads", 25)).toBe(10);
  clock.now = 300;
  expect(passed("ada", "reads", 25)).toBe(3);
  clock.now = 100_000;
  expect(passed("ada", "reads", 25)).toBe(10);
});

test("who has too much is told the limit and when to come again", () => {
  const { limit, passed } = world(0, 1);
  passed("ada", "writes", 1);

  expect(limit("ada", "writes")).toEqual({ limit: 1, seconds: 1 });
});

test("callers do not share, and neither do reads and writes", () => {
  const { passed } = world(2, 1);

  expect([passed("ada", "reads", 5), passed("bob", "reads", 5)]).toEqual([2, 2]);
  expect([passed("ada", "writes", 5), passed("bob", "writes", 5)]).toEqual([1, 1]);
});

test("0 is any number", () => {
  expect(world(0, 1).passed("ada", "reads", 1000)).toBe(1000);
  expect(createRateLimit({ readsPerSecond: 0, writesPerSecond: 0, now: () => 0 })).toBeUndefined();
});

test("any number of callers takes bounded memory, and the one that came last is still counted", () => {
  const { passed } = world(1, 0);
  for (let index = 0; index < 20_000; index += 1) passed(`caller ${index}`, "reads", 1);

  expect(passed("caller 19999", "reads", 1)).toBe(0);
  expect(passed("caller 0", "reads", 1)).toBe(1);
});
