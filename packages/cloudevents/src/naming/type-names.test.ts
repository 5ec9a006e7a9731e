import { expect, test } from "vitest";
import { createTypeNames } from "./type-names.ts";

const names = createTypeNames([
  "com.foundry.oms.objecttype.created",
  "com.foundry.oms.branch.merged",
  "branch.merged",
  "com.oms.indexing.completed",
  "com.shop.order.placed",
  "com.other.order.placed",
  "UserRegistered",
]);

test.each([
  "com.foundry.oms.objecttype.created",
  "oms.objecttype.created",
  "objecttype.created",
  "object_type.created",
  "oms.object_type.created",
])("%s means the type that ends in it", (name) => {
  expect(names.find(name)).toBe("com.foundry.oms.objecttype.created");
});

test("a name that another type ends in is an old name, although the catalogue has a contract for it", () => {
  expect(names.find("branch.merged")).toBe("com.foundry.oms.branch.merged");
  expect(names.current.has("branch.merged")).toBe(false);
});

test.each(["order.placed", "created", "objecttype.renamed", "", ".", "foundry.oms.objecttype"])(
  "%j means nothing that could be told",
  (name) => {
    expect(names.find(name)).toBeUndefined();
  },
);

test("a mistyped name is answered in as many words", () => {
  expect(names.near("objecttype.crated")).toEqual(["objecttype.created"]);
  expect(names.near("com.foundry.oms.branch.merge")).toEqual(["com.foundry.oms.branch.merged"]);
  expect(names.near("nothing.alike")).toEqual([]);
});

test("a type of one word is found by that word alone", () => {
  expect(names.find("UserRegistered")).toBe("UserRegistered");
});
