import { type CatalogueModel, createCatalogue, type ModelPayload } from "@concordat/contracts";
import { expect, test } from "vitest";
import { completeText, exampleBase, exampleVersion } from "../pages/lint-example.ts";
import { routesOf } from "./addresses.ts";
import { createHandlers } from "./affected.ts";
import { order, placed, text } from "./testing/order.ts";

const contracts = {
  "shop/parts/money/1.0.0": order({ amount: text }),
  [`${placed}/1.0.0`]: order({ price: { $ref: "../../parts/money/1.0.0.json" } }),
  [`${placed}/1.1.0`]: order({ price: { $ref: "../../parts/money/1.0.0.json" } }),
  [`${placed}/2.0.0`]: order({ price: text }),
};

const catalogue = createCatalogue(
  exampleBase,
  Object.entries(contracts).map(([id, body]) => exampleVersion(id, completeText(body, id))),
);

const described = { tags: [], bindings: {}, extensions: {} };

function message(name: string, payload: ModelPayload): CatalogueModel["messages"][number] {
  const headers = { kind: "none" } as const;
  return { ...described, name, contentType: "application/json", payload, headers, examples: [] };
}

function channel(name: string, address: string | null, messages: readonly string[]) {
  return { ...described, name, address, parameters: [], servers: [], messages };
}

const model = {
  messages: [
    message("placed", { kind: "contract", contract: `${placed}/1.0.0` }),
    message("placedLater", { kind: "contract", contract: `${placed}/1.1.0` }),
    message("placedAnew", { kind: "contract", contract: `${placed}/2.0.0` }),
    message("own", {
      kind: "schema",
      dialect: "2020-12",
      schema: { allOf: [{ $ref: `${exampleBase}${placed}/2.0.0.json#/properties/price` }] },
    }),
    message("nothing", { kind: "none" }),
    message("gone", { kind: "contract", contract: `${placed}/9.0.0` }),
  ],
  channels: [
    channel("orders", "orders", ["placed", "placedLater", "nothing", "gone"]),
    channel("copies", "orders.copies", ["placed"]),
    channel("new", "orders.v2", ["placedAnew"]),
    channel("replies", null, ["placed"]),
  ],
  operations: [
    { ...described, name: "bill", direction: "receive", channel: "orders", messages: ["placedLater"] },
    { ...described, name: "place", direction: "send", channel: "orders", messages: ["placed"] },
    { ...described, name: "audit", direction: "receive", channel: "new", messages: ["own"] },
  ],
} as const;

test("a major version travels on all addresses of its versions, those known at run time apart", () => {
  const routes = routesOf(model, catalogue);

  expect([...routes.keys()]).toEqual([`${placed}@1`, `${placed}@2`]);
  expect([...(routes.get(`${placed}@1`)?.channels ?? [])]).toEqual([
    ["orders", "orders"],
    ["orders.copies", "copies"],
  ]);
});

test("an operation handles the contract of its message, the parts of it, and what its own schema refers to", () => {
  const handlers = createHandlers(catalogue, model);

  expect(handlers(placed, 1)).toEqual({ send: ["place"], receive: ["bill"] });
  expect(handlers("shop/parts/money", 1)).toEqual({ send: ["place"], receive: ["bill"] });
  expect(handlers(placed, 2)).toEqual({ send: [], receive: ["audit"] });
  expect(createHandlers(catalogue, undefined)(placed, 1)).toEqual({ send: [], receive: [] });
});
