import { expect, test } from "vitest";
import { createLru } from "./lru.ts";

test("what was used last stays", () => {
  const lru = createLru<number>(2);
  lru.set("a", 1);
  lru.set("b", 2);
  lru.get("a");
  lru.set("c", 3);

  expect(["a", "b", "c"].map((key) => lru.get(key))).toEqual([1, undefined, 3]);
});

test("setting again replaces, and counts as use", () => {
  const lru = createLru<number>(2);
  lru.set("a", 1);
  lru.set("b", 2);
  lru.set("a", 3);
  lru.set("c", 4);

  expect(["a", "b", "c"].map((key) => lru.get(key))).toEqual([3, undefined, 4]);
  lru.delete("a");
  expect([lru.get("a"), lru.size]).toEqual([undefined, 1]);
});
