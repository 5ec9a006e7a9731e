import { placeInModel } from "../lint/model-place.ts";
import { defineRule } from "../lint/rule.ts";

const contracts = { "shop/order/placed/1.0.0": "{}" };
const payload = { kind: "contract", contract: "shop/order/placed/1.0.0" } as const;

export const messageWithoutContract = defineRule({
  id: "message-without-contract",
  severity: "error",
  scope: "catalogue",
  sentence: "The payload of a message is a contract of the catalogue, by exact version.",
  reason:
    "A schema written into the AsyncAPI document has no version and no lock, so nobody compares its next text with the last one.",
  remedy: "move the schema into a contract, and name it by $ref",
  bad: {
    contracts,
    model: {
      messages: [
        { name: "orderPlaced", payload },
        { name: "orderLost", payload: { kind: "schema", dialect: "2020-12", schema: { type: "object" } } },
      ],
      operations: [],
    },
    file: "asyncapi.yaml",
    at: "/components/messages/orderLost",
  },
  good: { contracts, model: { messages: [{ name: "orderPlaced", payload }], operations: [] } },
  *check(world) {
    for (const { name, payload: found } of world.model?.messages ?? []) {
      const trouble = troubleWith(found, world);
      if (trouble !== undefined)
        yield { place: placeInModel(world, "messages", name), message: `the message ${name} ${trouble}` };
    }
  },
});

function troubleWith(
  payload: { readonly kind: string; readonly contract?: string },
  { catalogue }: { readonly catalogue: { byId(id: string): unknown } },
): string | undefined {
  if (payload.contract === undefined)
    return payload.kind === "none" ? "has no payload" : "has a schema of its own, and no contract";
  return catalogue.byId(payload.contract) === undefined
    ? `names ${payload.contract}, which does not exist`
    : undefined;
}
