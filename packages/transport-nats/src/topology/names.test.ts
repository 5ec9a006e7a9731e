import { expect, test } from "vitest";
import { consumerNameOf, streamNameOf } from "./names.ts";

test("names are readable, are always the same, and have nothing that JetStream refuses", () => {
  expect(consumerNameOf("billing", "orders.placed")).toBe("billing-orders_placed-a0b7c7935576");
  expect(streamNameOf("orders.placed")).toBe("concordat-orders_placed-07bbab199b85");
  for (const odd of ["a b", "größe/尺寸", "x".repeat(300), "*", ">", ""])
    expect(consumerNameOf(odd, odd)).toMatch(/^[A-Za-z0-9_-]{1,120}$/);
});

test("what reads alike is another name all the same", () => {
  expect(consumerNameOf("a-b", "c")).not.toBe(consumerNameOf("a", "b-c"));
  expect(consumerNameOf("a", "b.c")).not.toBe(consumerNameOf("a", "b_c"));
});
