import { isObject } from "@concordat/json";
import { defineRule, shown } from "../rule.ts";

export const propertyRemoved = defineRule({
  id: "property-removed",
  sentence:
    "A member that an object declares is not taken out while the object refuses what it does not declare.",
  reason: "The member is still being sent, and an object that is closed refuses it by name.",
  remedy: "keep declaring it, marked as deprecated, or leave the object open",
  breaks: {
    writer: { type: "object", properties: { id: {}, note: {} } },
    reader: { type: "object", properties: { id: {} }, additionalProperties: false },
  },
  harmless: {
    writer: { type: "object", properties: { id: {}, note: {} } },
    reader: { type: "object", properties: { id: {} } },
  },
  explain({ keyword, name, writer, after }) {
    const isRefused = keyword === "additionalProperties" || (keyword === "properties" && after === false);
    if (!isRefused || name === undefined) return undefined;
    if (!isObject(writer.properties ?? null) || !Object.hasOwn(writer.properties as object, name))
      return undefined;
    return {
      message: `${shown(name)} was declared and is now refused`,
      hint: `keep ${shown(name)} declared, marked as deprecated, or leave the object open`,
    };
  },
});
