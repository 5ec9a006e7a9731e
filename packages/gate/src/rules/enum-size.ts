import { appendToPointer, isArray } from "@concordat/json";
import { defineRule, one } from "../lint/rule.ts";

const most = 10_000;

export const enumSize = defineRule({
  id: "enum-size",
  code: "LIMIT_ENUM",
  severity: "error",
  scope: "schema",
  sentence: `An enum lists at most ${most.toLocaleString("en")} values.`,
  reason:
    "Each value becomes a constant in four languages. A list this long is data, which changes more often than a contract should.",
  remedy: "make it a string with a pattern, and keep the list where it can change",
  bad: {
    ...one(`{ "properties": { "code": { "description": "…", «"enum"»: [${numbers(most + 1)}] } } }`),
    at: "/properties/code/enum",
  },
  good: one(`{ "properties": { "code": { "description": "…", "enum": [${numbers(3)}] } } }`),
  *check({ schema, at }) {
    const values = schema.enum;
    const count = values !== undefined && isArray(values) ? values.length : 0;
    if (count > most)
      yield {
        at: appendToPointer(at, "enum"),
        message: `${count} values are listed, and the limit is ${most}`,
      };
  },
});

function numbers(count: number): string {
  return Array.from({ length: count }, (_, index) => index + 1).join(", ");
}
