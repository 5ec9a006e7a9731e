import { expect, test } from "vitest";
import { createFakeClock } from "../fakes/fake-clock.ts";
import { createFailureWindow } from "./failure-window.ts";

test("calls are counted for at least five sixths of the window and forgotten after all of it", async () => {
  const clock = createFakeClock();
  const window = createFailureWindow(60_000, clock);
  window.succeeded();
  window.failed();
  await clock.advance(50_000);
  expect([window.calls, window.failures]).toEqual([2, 1]);

  await clock.advance(10_000);
  expect([window.calls, window.failures]).toEqual([0, 0]);
});

test("old calls go while new ones come", async () => {
  const clock = createFakeClock();
  const window = createFailureWindow(60_000, clock);
  for (let second = 0; second < 300; second += 1) {
    window.succeeded();
    await clock.advance(1_000);
  }

  expect(window.calls).toBeGreaterThanOrEqual(50);
  expect(window.calls).toBeLessThanOrEqual(60);
});

test("an empty window sets no alarm, so an idle breaker does nothing", async () => {
  const clock = createFakeClock();
  let alarms = 0;
  const counting = {
    ...clock,
    after: (milliseconds: number, callBack: () => void) => {
      alarms += 1;
      return clock.after(milliseconds, callBack);
    },
  };
  const window = createFailureWindow(60_000, counting);
  expect(alarms).toBe(0);
  window.failed();
  await clock.advance(3_600_000);

  expect(alarms).toBe(6);
  window.succeeded();
  expect(alarms).toBe(7);
});
