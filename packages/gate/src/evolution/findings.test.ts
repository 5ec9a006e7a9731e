import { expect, test } from "vitest";
import { checkExample } from "../pages/evolution-example.ts";
import { textReport } from "../reports/text.ts";
import { order, placed } from "./testing/order.ts";

const described = { tags: [], bindings: {}, extensions: {} };

const model = {
  channels: [],
  messages: [
    {
      ...described,
      name: "orderPlaced",
      contentType: "application/json",
      payload: { kind: "contract", contract: `${placed}/1.1.0` },
      headers: { kind: "none" },
      examples: [],
    },
  ],
  operations: [
    { ...described, name: "placeOrder", direction: "send", channel: "orders", messages: ["orderPlaced"] },
    { ...described, name: "bill", direction: "receive", channel: "orders", messages: ["orderPlaced"] },
    { ...described, name: "pack", direction: "receive", channel: "orders", messages: ["orderPlaced"] },
  ],
} as const;

const before = order({ id: { type: "string" }, total: { type: "integer" } });

const required = `{
  "required": ["total"],
  "properties": { "id": { "type": "string" }, "total": { "type": "integer" } }
}`;

test("a break is told with its place, its event, both sides, who is affected and the ways out", () => {
  const { findings } = checkExample({
    contracts: { [`${placed}/1.0.0`]: before, [`${placed}/1.1.0`]: required },
    frozen: [`${placed}/1.0.0`],
    model,
  });

  expect(textReport(findings, { version: "", source: () => required })).toBe(
    `error[property-required]: "total" was optional and is now required
 --> schemas/shop/order/placed/1.1.0.json:2:16
  |
2 |   "required": ["total"],
  |                ^^^^^^^
  = witness  {}
  = writer   written by 1.0.0 (schemas/shop/order/placed/1.0.0.json:1:1), refused by 1.1.0, say cfworker and ajv; writers send declared members only
  = affects  2 operations (bill, pack) receive shop/order/placed
  = fix      keep "total" optional, or release the next major version; \`concordat freeze shop/order/placed --renumber\` gives it that number
  = accept   concordat accept property-required@shop/order/placed --reason "…" --until DATE
`,
  );
});

test("the same break against several promises is one finding, which names them all", () => {
  const { findings, breaks } = checkExample({
    contracts: {
      [`${placed}/1.0.0`]: before,
      [`${placed}/1.0.1`]: order(
        { id: { type: "string" }, total: { type: "integer" } },
        { title: "Order set" },
      ),
      [`${placed}/1.1.0`]: required,
    },
    frozen: [`${placed}/1.0.0`, `${placed}/1.0.1`],
  });

  expect(breaks).toHaveLength(2);
  expect(findings).toHaveLength(1);
  expect(findings[0]?.details).toMatchObject({ before: ["1.0.0", "1.0.1"], after: "1.1.0" });
});

test("old readers that refuse new events concern those who send, and those who receive", () => {
  const { findings } = checkExample({
    contracts: {
      [`${placed}/1.0.0`]: order({ kind: { enum: ["a"] } }),
      [`${placed}/1.1.0`]: order({ kind: { enum: ["a", "b"] } }),
    },
    frozen: [`${placed}/1.0.0`],
    model,
  });

  expect(findings[0]?.notes).toContainEqual({
    label: "affects",
    text: `1 operation (placeOrder) sends ${placed}; 2 operations (bill, pack) receive it`,
  });
});

test("a break in a part is shown in the part, and concerns whoever receives the whole", () => {
  const part = (amount: object) => order({ amount }, { title: "Money", "x-concordat": { kind: "fragment" } });
  const { findings } = checkExample({
    base: {
      "shop/parts/money/1.0.0": part({ type: "number" }),
      [`${placed}/1.1.0`]: order({ price: { $ref: "../../parts/money/1.0.0.json" } }),
    },
    contracts: {
      "shop/parts/money/1.0.0": part({ type: "integer" }),
      [`${placed}/1.1.0`]: order({ price: { $ref: "../../parts/money/1.0.0.json" } }),
    },
    model,
  });
  const ofWhole = findings.filter(({ details }) => details?.contract === placed);

  expect(ofWhole[0]?.at).toMatchObject({
    file: "schemas/shop/parts/money/1.0.0.json",
    pointer: "/properties/amount/type",
  });
  const ofPart = findings.find(({ details }) => details?.contract === "shop/parts/money");
  expect(ofPart?.notes).toContainEqual({
    label: "affects",
    text: "2 operations (bill, pack) receive shop/parts/money",
  });
});
