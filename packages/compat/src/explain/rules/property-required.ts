import { isObject } from "@concordat/json";
import { defineRule, shown } from "../rule.ts";

export const propertyRequired = defineRule({
  id: "property-required",
  sentence: "A member that may be left out stays optional.",
  reason:
    "Whatever was written before the change may lack the member, and so may everything that is written until the last publisher has been updated.",
  remedy: "keep it optional, or release the next major version",
  breaks: {
    writer: { type: "object", properties: { name: { type: "string" }, email: { type: "string" } } },
    reader: {
      type: "object",
      properties: { name: { type: "string" }, email: { type: "string" } },
      required: ["email"],
    },
  },
  harmless: {
    writer: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
    reader: { type: "object", properties: { name: { type: "string" }, email: { type: "string" } } },
  },
  explain({ keyword, name, writer }) {
    if (keyword !== "required" || name === undefined) return undefined;
    const declared = isObject(writer.properties ?? null) && Object.hasOwn(writer.properties as object, name);
    const before = declared ? "was optional" : "was not there";
    return {
      message: `${shown(name)} ${before} and is now required`,
      hint: `keep ${shown(name)} optional, or release the next major version`,
    };
  },
});
