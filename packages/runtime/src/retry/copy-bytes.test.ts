import { expect, test } from "vitest";
import { copyBytes } from "./copy-bytes.ts";

test.each([[Uint8Array.of(1, 2)], [Buffer.from([1, 2])]])(
  "a copy changes alone, and is of the same class: %o",
  (bytes) => {
    const copy = copyBytes(bytes);
    copy[0] = 9;

    expect([...bytes]).toEqual([1, 2]);
    expect([...copy]).toEqual([9, 2]);
    expect(copy.constructor).toBe(bytes.constructor);
  },
);

test("a window into a large buffer is copied without the rest", () => {
  const window = new Uint8Array(1_000).subarray(10, 12);

  expect(copyBytes(window).buffer.byteLength).toBe(2);
});
