import { expect, test } from "vitest";
import { createMemoryTransport } from "../memory/memory-transport.ts";
import { createContractBus } from "./create-contract-bus.ts";
import { defineEventContract } from "./event-contract.ts";

const valid = () => ({ valid: true as const });
const placed = defineEventContract<"order.placed", { readonly orderId: string }>({
  type: "order.placed",
  dataschema: "https://schemas.example/order/placed/1.0.0",
  validateOutgoing: valid,
  validateIncoming: valid,
});
const noted = defineEventContract<"noted", unknown>({
  type: "noted",
  validateOutgoing: valid,
  validateIncoming: valid,
});

/** What the compiler lets through where a whole event is spread: `placed(data, { ...received })`. */
const received = {
  specversion: "0.3",
  id: "7",
  type: "order.cancelled",
  datacontenttype: "text/plain",
  dataschema: "https://schemas.example/order/cancelled/9.0.0",
  data: { never: "judged" },
  data_base64: "AA==",
  subject: "order/1",
};
const own = {
  id: "7",
  type: "order.placed",
  datacontenttype: "application/json",
  dataschema: "https://schemas.example/order/placed/1.0.0",
  data: { orderId: "1" },
  subject: "order/1",
};

test("details that were another event change nothing that the contract says", () => {
  expect(placed({ orderId: "1" }, { ...received })).toEqual({ ...own, time: expect.any(String) });
  expect(placed.from("/shop")({ orderId: "1" }, { ...received })).toEqual({
    ...own,
    specversion: "1.0",
    source: "/shop",
    time: expect.any(String),
  });
  expect(noted({}, { ...received })).not.toHaveProperty("dataschema");
  expect(noted.from("/shop")({}, { ...received })).not.toHaveProperty("dataschema");
});

test("details that hold a prototype under its name give the event none", () => {
  const details = JSON.parse('{"__proto__":{"isAdmin":true},"subject":"order/1"}');

  expect(Object.getPrototypeOf(placed({ orderId: "1" }, details))).toBe(Object.prototype);
});

test("an id that is empty is refused where the event is sent", async () => {
  await using bus = createContractBus(
    { placed: { type: "order.placed" as const, load: async () => placed } },
    { transport: createMemoryTransport(), source: "/shop" },
  );
  await expect(bus.send(placed({ orderId: "1" }, { id: "" }))).rejects.toMatchObject({ code: "CE_INVALID" });
});
