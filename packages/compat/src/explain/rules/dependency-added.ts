import { defineRule, shown } from "../rule.ts";

const depending = new Set(["dependentRequired", "dependencies", "dependentSchemas"]);

export const dependencyAdded = defineRule({
  id: "dependency-added",
  sentence: "A member does not come to demand another one.",
  reason: "Values with the one and without the other are still written.",
  remedy: "keep the two independent, or release the next major version",
  breaks: {
    writer: { type: "object", properties: { card: {}, address: {} } },
    reader: {
      type: "object",
      properties: { card: {}, address: {} },
      dependentRequired: { card: ["address"] },
    },
  },
  harmless: {
    writer: {
      type: "object",
      properties: { card: {}, address: {} },
      dependentRequired: { card: ["address"] },
    },
    reader: { type: "object", properties: { card: {}, address: {} } },
  },
  explain({ keyword, name, place }) {
    if (!depending.has(keyword)) return undefined;
    const what = name === undefined ? "more" : shown(name);
    return { message: `${place} must now carry ${what} where another member is present` };
  },
});
