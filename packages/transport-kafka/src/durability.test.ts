import { expect, test } from "vitest";
import { durabilityOf, weakest } from "./durability.ts";

test.each([
  [1, 1, "process-crash"],
  [3, 1, "process-crash"],
  [2, 2, "process-crash"],
  [3, 2, "power-loss"],
  [5, 3, "power-loss"],
] as const)("%d replicas of which %d have to be in sync survive a %s", (replicas, minInSync, survives) => {
  expect(durabilityOf({ replicas, minInSync, flushMessages: Number.MAX_SAFE_INTEGER })).toBe(survives);
});

test("what is on disk before the answer survives a loss of power", () => {
  expect(durabilityOf({ replicas: 1, minInSync: 1, flushMessages: 1 })).toBe("power-loss");
});

test("several topics together promise what the weakest does", () => {
  expect(weakest(["power-loss", "process-crash"])).toBe("process-crash");
  expect(weakest(["power-loss"])).toBe("power-loss");
});
