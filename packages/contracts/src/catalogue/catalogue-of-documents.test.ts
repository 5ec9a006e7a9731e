import { expect, test } from "vitest";
import { catalogueOfDocuments } from "./catalogue-of-documents.ts";

const base = "https://schemas.example/";

test("documents become versions in order, and what is frozen among them the lock", () => {
  const { catalogue, lock } = catalogueOfDocuments(base, [
    { id: "shop/order/placed/1.10.0", frozen: false, document: {} },
    { id: "shop/order/placed/1.9.0", frozen: true, document: { title: "Order placed" } },
  ]);
  expect(catalogue.versions.map(({ id, uri, frozen }) => [id, uri, frozen])).toEqual([
    ["shop/order/placed/1.9.0", `${base}shop/order/placed/1.9.0.json`, true],
    ["shop/order/placed/1.10.0", `${base}shop/order/placed/1.10.0.json`, false],
  ]);
  expect([...lock.contracts]).toEqual([["shop/order/placed/1.9.0", catalogue.versions[0]?.digest]]);
});

test.each([
  ["../../etc/passwd", "CONTRACT_ID"],
  ["shop/order/placed", "VERSION_INVALID"],
  ["v1/order/1.0.0", "CONTRACT_ID"],
])("%s is no id", (id, code) => {
  expect(() => catalogueOfDocuments(base, [{ id, frozen: true, document: {} }])).toThrow(
    expect.objectContaining({ code }),
  );
});
