import { defineRule } from "../rule.ts";

export const everythingRefused = defineRule({
  id: "everything-refused",
  sentence: "A schema that accepts something does not become `false`.",
  reason: "Nothing can be read any more.",
  remedy: "say what is accepted",
  breaks: { writer: { type: "string" }, reader: false },
  harmless: { writer: false, reader: { type: "string" } },
  explain({ keyword, place }) {
    return keyword === "" ? { message: `${place} is refused whatever it is` } : undefined;
  },
});
