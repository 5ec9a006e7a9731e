import { expect, test } from "vitest";
import { createMemoryTransport } from "../memory/memory-transport.ts";
import { createContractBus } from "./create-contract-bus.ts";
import { defineEventContract, type EventContract } from "./event-contract.ts";
import type { ContractEntry } from "./handlers.ts";

const valid = () => ({ valid: true as const });
const facts = { type: "noted", validateOutgoing: valid, validateIncoming: valid };
const placed = defineEventContract<"order.placed", { readonly orderId: string }>({
  type: "order.placed",
  dataschema: "https://schemas.example/order/placed/1.0.0",
  validateOutgoing: valid,
  validateIncoming: valid,
});
const noted = defineEventContract<string, unknown>(facts);

function busOf(contract: EventContract<string, unknown>, source = "/shop") {
  const table = { contract: { type: contract.type, load: async () => contract } };
  return createContractBus<{ readonly contract: ContractEntry<string, unknown> }>(table, {
    transport: createMemoryTransport(),
    source,
  });
}

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

test("an event that needs no judging is the same as one that was judged", async () => {
  await using bus = busOf(noted);
  const made = noted({ orderId: "1" });

  const quickly = await bus.send(made);
  const judged = await bus.send(noted({ orderId: "1" }, { id: made.id, time: made.time }));

  expect(JSON.stringify(quickly.event)).toBe(JSON.stringify(judged.event));
  expect(quickly.event).toMatchObject({ specversion: "1.0", source: "/shop", id: made.id });
  expect(Object.isFrozen(quickly.event)).toBe(true);
});

test.each([
  ["a type that none can be", { ...facts, type: "no\ntype" }, "/shop", "CE_STRING_CHARS"],
  ["a schema that is no URI", { ...facts, dataschema: "no uri" }, "/shop", "CE_DATASCHEMA"],
  ["a source that is no reference", facts, "no source", "CE_SOURCE_URI"],
])("%s is told by each event that is sent", async (_what, contract, source, code) => {
  const faulty = defineEventContract<string, unknown>(contract);
  await using bus = busOf(faulty, source);

  await expect(bus.send(faulty({ a: 1 }))).rejects.toMatchObject({
    code: "CE_INVALID",
    params: { violations: [expect.objectContaining({ code })] },
  });
});

test.each([
  ["what JSON has no word for", { total: Number.NaN }, "/data/total"],
  ["half of a surrogate pair in a name", { "\ud800": 1 }, "/data/\ud800"],
  ["a name that is none", JSON.parse('{"__proto__": 1}'), "/data/__proto__"],
])(
  "%s is refused where the event is sent, also where other names stood before",
  async (_what, data, pointer) => {
    await using bus = busOf(noted);
    await bus.send(noted({ total: 1 }));

    await expect(bus.send(noted(data))).rejects.toMatchObject({
      code: "CE_INVALID",
      params: { violations: [expect.objectContaining({ pointer })] },
    });
  },
);
