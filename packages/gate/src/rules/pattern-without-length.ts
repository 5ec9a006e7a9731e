import { appendToPointer } from "@concordat/json";
import { defineRule, one } from "../lint/rule.ts";

export const patternWithoutLength = defineRule({
  id: "pattern-without-length",
  severity: "warning",
  scope: "schema",
  sentence: "A pattern stands beside a maxLength.",
  reason:
    "Matching takes time with the length of the text, in most languages' own engines far more than in proportion. The limit is what bounds it.",
  remedy: 'add "maxLength"',
  bad: {
    ...one(`{
  "properties": {
    "code": { "description": "Of the voucher.", "type": "string", "pattern": «"^[A-Z]+$"» }
  }
}`),
    at: "/properties/code/pattern",
  },
  good: one(`{
  "properties": {
    "code": { "description": "Of the voucher.", "type": "string", "pattern": "^[A-Z]+$", "maxLength": 9 }
  }
}`),
  *check({ schema, at }) {
    const isBounded = ["maxLength", "enum", "const"].some((keyword) => Object.hasOwn(schema, keyword));
    if (typeof schema.pattern === "string" && !isBounded)
      yield {
        at: appendToPointer(at, "pattern"),
        message: "the pattern is matched against texts of any length",
      };
  },
});
