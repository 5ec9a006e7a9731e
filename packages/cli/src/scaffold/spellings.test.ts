import { expect, test } from "vitest";
import { camelCase, spelledLike, titleOf } from "./spellings.ts";

test.each([
  [
    "shop/order/placed",
    "com.acme.shop.order.placed",
    "shop/order/sent-back",
    "com.acme.shop.order.sent-back",
  ],
  ["shop/order/placed", "com.acme.order.placed", "shop/order/paid", "com.acme.order.paid"],
  ["shop/stock/not-reserved", "com.acme.stock.notreserved", "shop/stock/sold-out", "com.acme.stock.soldout"],
  [
    "shop/stock/not-reserved",
    "com.acme.stock.not_reserved",
    "shop/stock/sold-out",
    "com.acme.stock.sold_out",
  ],
  ["shop/user/signed-up", "UserSignedUp", "shop/user/gone", "UserGone"],
  ["shop/order/placed", "orders", "shop/order/paid", undefined],
])("by the example of %s, called %s, %s is called %s", (path, name, ours, expected) => {
  expect(spelledLike({ path, name }, ours)).toBe(expected);
});

test("a title leaves the domain out, unless that name is taken", () => {
  expect(titleOf("shop/order/sent-back", () => false)).toBe("Order sent back");
  expect(titleOf("shop/order/sent-back", () => true)).toBe("Shop order sent back");
});

test("words that a neighbour parts are parted", () => {
  const neighbours = [{ path: "oms/objecttype/created", title: "Object type created" }];

  expect(titleOf("oms/objecttype/renamed", () => false, neighbours)).toBe("Object type renamed");
  expect(titleOf("oms/linktype/renamed", () => false, neighbours)).toBe("Linktype renamed");
});

test("a title becomes the name that SDKs use", () => {
  expect(camelCase("Object type created")).toBe("objectTypeCreated");
  expect(camelCase("Non-standard e-mail 2")).toBe("nonStandardEMail2");
});
