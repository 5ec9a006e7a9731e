import { appendToPointer, isObject } from "@concordat/json";
import { defineRule, one } from "../lint/rule.ts";

const most = 1000;

export const propertyCount = defineRule({
  id: "property-count",
  code: "LIMIT_PROPERTIES",
  severity: "error",
  scope: "schema",
  sentence: `An object declares at most ${most} members.`,
  reason: "Compilers of four languages read the generated type, and each has a size at which it gives up.",
  remedy: `split the object, or describe its members by patternProperties; at most ${most} are declared one by one`,
  bad: { ...one(`{ «"properties"»: { ${members(most + 1)} } }`), at: "/properties" },
  good: one(`{ "properties": { ${members(3)} } }`),
  *check({ schema, at }) {
    const { properties } = schema;
    const count = properties !== undefined && isObject(properties) ? Object.keys(properties).length : 0;
    if (count > most)
      yield {
        at: appendToPointer(at, "properties"),
        message: `${count} members are declared, and the limit is ${most}`,
      };
  },
});

function members(count: number): string {
  return Array.from({ length: count }, (_, index) => `"m${index + 1}": { "description": "…" }`).join(", ");
}
