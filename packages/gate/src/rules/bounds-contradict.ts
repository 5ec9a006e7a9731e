import { appendToPointer, type JsonObject } from "@concordat/json";
import { defineRule, one } from "../lint/rule.ts";

/** Lower keyword, upper keyword, and whether the two may be equal. */
const pairs = [
  ["minimum", "maximum", true],
  ["minimum", "exclusiveMaximum", false],
  ["exclusiveMinimum", "maximum", false],
  ["exclusiveMinimum", "exclusiveMaximum", false],
  ["minLength", "maxLength", true],
  ["minItems", "maxItems", true],
  ["minProperties", "maxProperties", true],
  ["minContains", "maxContains", true],
] as const;

export const boundsContradict = defineRule({
  id: "bounds-contradict",
  code: "SCHEMA_UNSATISFIABLE",
  severity: "error",
  scope: "schema",
  sentence: "A lower bound is not above its upper bound.",
  reason: "No value can keep to both, so nobody can ever send the member.",
  remedy: "exchange the two bounds, or correct one of them",
  bad: {
    ...one(`{
  "properties": {
    "amount": { "description": "How many.", "type": "integer", "minimum": «10», "maximum": 1 }
  }
}`),
    at: "/properties/amount/minimum",
  },
  good: one(`{
  "properties": {
    "amount": { "description": "How many.", "type": "integer", "minimum": 1, "maximum": 10 }
  }
}`),
  *check({ schema, at }) {
    for (const [low, high, mayMeet] of pairs) {
      const [from, to] = [numberAt(schema, low), numberAt(schema, high)];
      if (from === undefined || to === undefined || from < to || (mayMeet && from === to)) continue;
      const bounds = `"${low}" is ${from} and "${high}" is ${to}`;
      yield { at: appendToPointer(at, low), message: `${bounds}, so no value is valid` };
    }
  },
});

function numberAt(schema: JsonObject, keyword: string): number | undefined {
  const value = schema[keyword];
  return typeof value === "number" ? value : undefined;
}
