import { defineRule } from "../rule.ts";
import { typesIn } from "../types-in.ts";

export const propertyTypeChanged = defineRule({
  id: "property-type-changed",
  sentence: "A member keeps its type.",
  reason: "No value that was ever written under the old type can be read under the new one.",
  remedy: "give the new form a name of its own, and let both be sent for a while",
  breaks: {
    writer: { type: "object", properties: { amount: { type: "string" } } },
    reader: { type: "object", properties: { amount: { type: "number" } } },
  },
  harmless: {
    writer: { type: "object", properties: { amount: { type: "integer" } } },
    reader: { type: "object", properties: { amount: { type: "number" } } },
  },
  explain({ keyword, before, after, isPart, place }) {
    if (keyword !== "type" || !isPart || before === undefined) return undefined;
    const [was, is] = [typesIn(before), typesIn(after)];
    if (
      was.some(
        (type) =>
          is.includes(type) ||
          (type === "integer" && is.includes("number")) ||
          (type === "number" && is.includes("integer")),
      )
    )
      return undefined;
    return { message: `${place} was ${was.join(" or ")} and is now ${is.join(" or ")}` };
  },
});
