import { appendToPointer, isArray, type Json } from "@concordat/json";
import { defineRule, one } from "../lint/rule.ts";
import { typesOf } from "../lint/types.ts";

const single = [
  "const",
  "default",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
];

export const unsafeInteger = defineRule({
  id: "unsafe-integer",
  code: "SCHEMA_UNSAFE_INTEGER",
  severity: "error",
  scope: "schema",
  sentence: "Integers that a contract names lie within ±9007199254740991, that is ±(2^53 - 1).",
  reason:
    "JavaScript, and every JSON reader that uses doubles, takes the next integer for the same number, so two languages would disagree on what is valid.",
  remedy: "name a smaller number, or make the member a string of digits",
  bad: {
    ...one(`{
  "properties": {
    "position": { "description": "In the log.", "type": "integer", "maximum": «9007199254740992» }
  }
}`),
    at: "/properties/position/maximum",
  },
  good: one(`{
  "properties": {
    "position": { "description": "In the log.", "type": "integer", "maximum": 9007199254740991 }
  }
}`),
  *check({ schema, at }) {
    // Measurements are rounded anyway, and 1e300 is a fine bound for one.
    if (typesOf(schema)?.every((type) => type === "number")) return;
    const named = single.map(
      (keyword) => [[keyword] as readonly (string | number)[], schema[keyword]] as const,
    );
    const values = schema.enum;
    const listed =
      values !== undefined && isArray(values)
        ? values.map((value, index) => [["enum", index] as readonly (string | number)[], value] as const)
        : [];
    for (const [path, value] of [...named, ...listed])
      if (isUnsafe(value))
        yield {
          at: appendToPointer(at, ...path),
          message: `${value} is beyond what every reader holds exactly`,
        };
  },
});

function isUnsafe(value: Json | undefined): value is number {
  return typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value);
}
