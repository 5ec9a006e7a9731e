import { isObject, type Json, type JsonObject } from "@concordat/json";
import { placeInModel } from "../lint/model-place.ts";
import { defineRule } from "../lint/rule.ts";

const contracts = { "shop/order/placed/1.0.0": "{}" };
const messages = [
  { name: "orderPlaced", payload: { kind: "contract", contract: "shop/order/placed/1.0.0" } },
] as const;
const operation = { name: "receiveOrderPlaced", direction: "receive" } as const;

export const groupLiteral = defineRule({
  id: "group-literal",
  severity: "warning",
  scope: "catalogue",
  sentence: "The bindings of an operation leave the consumer group's name to each service.",
  reason:
    "Members of one group share the events out among them. Two services that copy a name from the document each get half, and neither is told.",
  remedy: 'write "groupId": { "type": "string" }; each service sets its own',
  bad: {
    contracts,
    model: {
      messages,
      operations: [{ ...operation, bindings: { kafka: { groupId: { const: "billing" } } } }],
    },
    file: "asyncapi.yaml",
    at: "/operations/receiveOrderPlaced/bindings/kafka/groupId",
  },
  good: {
    contracts,
    model: { messages, operations: [{ ...operation, bindings: { kafka: { groupId: { type: "string" } } } }] },
  },
  *check(world) {
    for (const { name, bindings } of world.model?.operations ?? []) {
      const literal = literalOf(memberOf(bindings, "kafka").groupId);
      const place = placeInModel(world, "operations", name);
      if (literal !== undefined)
        yield {
          place: { ...place, pointer: `${place.pointer}/bindings/kafka/groupId` },
          message: `the operation ${name} fixes the consumer group ${literal}`,
        };
    }
  },
});

function memberOf(object: JsonObject, name: string): JsonObject {
  const member = object[name];
  return member !== undefined && isObject(member) ? member : {};
}

/** The binding is a schema of the name; a plain text is how it is often written by mistake. */
function literalOf(groupId: Json | undefined): string | undefined {
  if (groupId === undefined) return undefined;
  if (!isObject(groupId)) return JSON.stringify(groupId);
  const fixed = groupId.const ?? groupId.enum;
  return fixed === undefined ? undefined : JSON.stringify(fixed);
}
