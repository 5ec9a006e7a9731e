import { expect, test } from "vitest";
import { snapshotOf } from "../testing/snapshots.ts";

const snapshot = snapshotOf(
  {
    "shop/order/placed/1.0.0": {},
    "shop/order/placed/1.10.0": {},
    "shop/order/placed/1.9.0": {},
    "shop/money/1.0.0": {},
  },
  ["shop/money/1.0.0"],
);

test("a document is the file's text, and equal texts have equal digests", () => {
  const first = snapshot.document("shop/order/placed/1.0.0");

  expect(first?.bytes.toString()).toBe("{}\n");
  expect(first?.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(snapshot.document("shop/money/1.0.0")?.digest).toBe(first?.digest);
});

test("only what stands in the lock is frozen", () => {
  expect(snapshot.document("shop/money/1.0.0")?.frozen).toBe(true);
  expect(snapshot.document("shop/order/placed/1.0.0")?.frozen).toBe(false);
});

test.each([
  ["a contract without version", "shop/order/placed", ["shop/order/placed/1.10.0"]],
  ["a version that is not there", "shop/order/placed/3.0.0", ["shop/order/placed/1.10.0"]],
  ["a slip of the finger", "shop/mnoey/1.0.0", ["shop/money/1.0.0"]],
  ["nothing alike", "weather/today/1.0.0", []],
])("%s: what may have been meant", (_what, path, meant) => {
  expect(snapshot.suggest(path)).toEqual(meant);
});
