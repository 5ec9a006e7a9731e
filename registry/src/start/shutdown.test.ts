import { expect, test } from "vitest";
import { createShutdown } from "./shutdown.ts";

function world(close: () => Promise<void>) {
  const exits: number[] = [];
  const clock = { now: 0 };
  const signal = createShutdown({ close, exit: (code) => void exits.push(code), now: () => clock.now });
  return { exits, clock, signal };
}

const never = () => new Promise<void>(() => {});

test("the first signal closes and ends with 0", async () => {
  const { exits, signal } = world(async () => {});

  signal();
  await Promise.resolve();
  await Promise.resolve();

  expect(exits).toEqual([0]);
});

test("one more signal ends at once", () => {
  const { exits, clock, signal } = world(never);

  signal();
  clock.now = 501;
  signal();

  expect(exits).toEqual([130]);
});

test("the same signal handed on by npm is no second wish", () => {
  const { exits, clock, signal } = world(never);

  signal();
  clock.now = 5;
  signal();

  expect(exits).toEqual([]);
});

test("what cannot be closed ends with 1", async () => {
  const { exits, signal } = world(() => Promise.reject(new Error("stuck")));

  signal();
  await Promise.resolve();
  await Promise.resolve();

  expect(exits).toEqual([1]);
});
