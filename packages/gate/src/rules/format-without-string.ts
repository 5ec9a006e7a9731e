import { appendToPointer } from "@concordat/json";
import { defineRule, one } from "../lint/rule.ts";
import { typesOf } from "../lint/types.ts";

export const formatWithoutString = defineRule({
  id: "format-without-string",
  severity: "warning",
  scope: "schema",
  sentence: "A format stands where strings are allowed.",
  reason:
    "Formats judge strings and pass over everything else, so beside another type they only look like a check.",
  remedy: "drop the format, or make the type a string",
  bad: {
    ...one(`{
  "properties": {
    "at": { "description": "Seconds since 1970.", "type": "integer", "format": «"date-time"» }
  }
}`),
    at: "/properties/at/format",
  },
  good: one(`{
  "properties": {
    "at": { "description": "When it happened.", "type": "string", "format": "date-time" }
  }
}`),
  *check({ schema, at }) {
    const types = typesOf(schema);
    if (typeof schema.format === "string" && types !== undefined && !types.includes("string"))
      yield {
        at: appendToPointer(at, "format"),
        message: `the format says nothing about values of type ${types.join(" or ")}`,
      };
  },
});
