import fc from "fast-check";
import { expect, test } from "vitest";
import { uniqueName } from "./unique-name.ts";

test.each([
  ["order placed", "order_placed_tail"],
  ["Orders.v2", "orders_v2_tail"],
  ["2nd try!", "nd_try_tail"],
  ["émigré", "migr_tail"],
  ["", "test_tail"],
  ["___", "test_tail"],
])("%j begins a name like %s", (prefix, name) => {
  expect(uniqueName(prefix, () => "tail")).toBe(name);
});

test("whatever the prefix, the name needs no quoting anywhere and nothing cuts it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (prefix) => {
      expect(uniqueName(prefix)).toMatch(/^[a-z][a-z0-9_]{0,57}$/);
    }),
  );
});

test("two names of one prefix differ", () => {
  const names = Array.from({ length: 1_000 }, () => uniqueName("orders"));

  expect(new Set(names).size).toBe(names.length);
});
