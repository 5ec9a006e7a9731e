import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemClock } from "./clock.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const month = 30 * 24 * 3_600_000;

test("an alarm in a month rings in a month, though no timer of Node reaches that far", () => {
  const ring = vi.fn();
  systemClock.after(month, ring);
  vi.advanceTimersByTime(month - 1);
  expect(ring).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(ring).toHaveBeenCalledOnce();
});

test("an alarm in a month can be called off at any time", () => {
  const ring = vi.fn();
  const cancel = systemClock.after(month, ring);
  vi.advanceTimersByTime(month - 1);
  cancel();
  vi.advanceTimersByTime(month);
  expect(ring).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

test("a sleep without end ends when its signal is aborted, and not before", async () => {
  const controller = new AbortController();
  const ended = vi.fn();
  const sleep = systemClock.sleep(Number.POSITIVE_INFINITY, controller.signal).finally(ended);
  await vi.advanceTimersByTimeAsync(3 * month);
  expect(ended).not.toHaveBeenCalled();
  controller.abort(new Error("enough"));
  await expect(sleep).rejects.toThrow("enough");
  expect(vi.getTimerCount()).toBe(0);
});
