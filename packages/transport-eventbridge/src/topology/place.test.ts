import { expect, test } from "vitest";
import { placeOf } from "./place.ts";

const settings = { namePrefix: "concordat" };
const nameOf = (group: string, address: string) => placeOf(settings, group, address).name;

test("a name says whose it is and what it reads", () => {
  expect(nameOf("billing", "orders")).toBe("concordat_billing_orders");
});

test("what does not fit into a name is shown as far as it can be, and told apart", () => {
  expect(nameOf("billing", "com.shop.order")).toMatch(/^concordat_billing_com-shop-order_[0-9a-f]{8}$/);
  expect(nameOf("billing", "com-shop-order")).toBe("concordat_billing_com-shop-order");
  expect(nameOf("größe", "尺寸")).toMatch(/^concordat_gr-e_-_[0-9a-f]{8}$/);
});

test("no two places have one name, and none is longer than AWS allows", () => {
  const parts = ["a", "a_b", "b", "a.b", "a/b", "A", "x".repeat(100), `${"x".repeat(100)}y`, "尺", "寸"];
  const names = parts.flatMap((group) => parts.map((address) => nameOf(group, address)));

  expect(new Set(names).size).toBe(parts.length ** 2);
  for (const name of names) expect(name).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
});

test("a rule matches what was published for the address", () => {
  expect(placeOf(settings, "billing", "orders").pattern).toBe(
    '{"detail":{"eventBridgeMetadata":{"address":["orders"]}}}',
  );
});

test("where others publish there, too, it matches theirs, and not what has another address", () => {
  const patterns = { orders: { source: [{ prefix: "oms." }], detail: { omsContext: { branch: ["main"] } } } };

  expect(JSON.parse(placeOf({ ...settings, patterns }, "billing", "orders").pattern)).toEqual({
    $or: [
      { detail: { eventBridgeMetadata: { address: ["orders"] } } },
      {
        source: [{ prefix: "oms." }],
        detail: { omsContext: { branch: ["main"] }, eventBridgeMetadata: { address: [{ exists: false }] } },
      },
    ],
  });
});

test("an address that is none has no place", () => {
  expect(() => placeOf(settings, "billing", "")).toThrow(
    expect.objectContaining({ code: "TRANSPORT_ADDRESS" }),
  );
});
