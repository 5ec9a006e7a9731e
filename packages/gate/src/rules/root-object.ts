import { defineRule, one } from "../lint/rule.ts";

export const rootObject = defineRule({
  id: "root-object",
  code: "CONTRACT_ROOT_OBJECT",
  severity: "error",
  scope: "contract",
  sentence: "The data of an event is an object.",
  reason: "Members can be added to an object without a break. A list or a string is what it is for ever.",
  remedy: 'write "type": "object" at the root, and put the value into a member',
  bad: { ...one(`{ "type": «"array"» }`), at: "/type" },
  good: one(`{ "type": "object" }`),
  *check({ contract }) {
    const { type } = contract.document;
    if (contract.kind !== "event" || type === "object") return;
    const found = type === undefined ? "no type at its root" : `${JSON.stringify(type)} as its type`;
    yield { at: "/type", message: `an event's data is an object, and this contract has ${found}` };
  },
});
