import { defineRule } from "../lint/rule.ts";

const contracts = {
  "shop/order/placed/1.0.0": `{
  "x-concordat": { "kind": "event", "type": «"com.example.order.placed"», "owner": "shop" }
}`,
};

export const eventWithoutMessage = defineRule({
  id: "event-without-message",
  severity: "error",
  scope: "catalogue",
  sentence: "Every event type has a message in the AsyncAPI document.",
  reason:
    "An event on no channel is sent by nobody and received by nobody: SDKs have no publisher for it and no handler.",
  remedy: "add a message whose payload is the contract, and the channel that carries it",
  bad: { contracts, model: { messages: [], operations: [] }, at: "/x-concordat/type" },
  good: {
    contracts: { "shop/order/placed/1.0.0": contracts["shop/order/placed/1.0.0"].replace(/[«»]/g, "") },
    model: {
      messages: [{ name: "orderPlaced", payload: { kind: "contract", contract: "shop/order/placed/1.0.0" } }],
      operations: [],
    },
  },
  *check({ catalogue, model }) {
    if (model === undefined) return;
    const carried = new Set(
      model.messages.flatMap(({ payload }) =>
        payload.kind === "contract" ? (catalogue.byId(payload.contract)?.type ?? []) : [],
      ),
    );
    // Of the versions of one type any may travel; the newest is where the missing message is noticed.
    const newest = new Map(
      catalogue.versions.flatMap((contract) => (contract.type ? [[contract.type, contract]] : [])),
    );
    for (const [type, contract] of newest)
      if (!carried.has(type) && contract.kind === "event")
        yield { contract, at: "/x-concordat/type", message: `no message carries ${type}` };
  },
});
