import { isArray, isObject, parsePointer } from "@concordat/json";
import type { ResolvedSchema } from "@concordat/schema";
import { schemasBelow } from "../lint/in-place.ts";
import { defineRule, one } from "../lint/rule.ts";
import type { World } from "../lint/world.ts";

export const keyRequired = defineRule({
  id: "key-required",
  severity: "error",
  scope: "contract",
  sentence: "The partition key is a required member, and so is every object around it.",
  reason:
    "Order is kept for each key. An event without it goes to any partition, ahead of or behind those it belongs to.",
  remedy: "require the member, or name another one as x-concordat.key",
  bad: {
    ...one(`{
  "x-concordat": {
    "kind": "event", "type": "com.example.order.placed", "owner": "shop",
    "key": «"/orderId"»
  },
  "properties": { "orderId": { "description": "The order.", "type": "string" } }
}`),
    at: "/x-concordat/key",
  },
  good: one(`{
  "x-concordat": {
    "kind": "event", "type": "com.example.order.placed", "owner": "shop",
    "key": "/orderId"
  },
  "required": ["orderId"],
  "properties": { "orderId": { "description": "The order.", "type": "string" } },
  "examples": [{ "orderId": "o-1" }, { "orderId": "o-2" }]
}`),
  *check({ contract, world }) {
    const steps = contract.key === undefined ? undefined : parsePointer(contract.key);
    if (steps === undefined) return;
    let here: readonly ResolvedSchema[] = [world.graph.enter(contract.uri)];
    for (const [index, name] of steps.entries()) {
      const around = here.flatMap((schema) => schemasBelow(schema, world.graph));
      if (!around.some((schema) => requires(schema, name))) {
        const path = `/${steps.slice(0, index + 1).join("/")}`;
        return yield {
          at: "/x-concordat/key",
          message: `the key ${contract.key} may be missing: ${path} is not required`,
        };
      }
      here = around.flatMap((schema) => memberOf(schema, name, world));
    }
  },
});

function requires({ schema }: ResolvedSchema, name: string): boolean {
  const required = isObject(schema) ? schema.required : undefined;
  return required !== undefined && isArray(required) && required.includes(name);
}

function memberOf(schema: ResolvedSchema, name: string, { graph }: World): readonly ResolvedSchema[] {
  return graph
    .subschemas(schema)
    .flatMap(({ keyword, key, schema: member }) =>
      keyword === "properties" && key === name ? [member] : [],
    );
}
