import { defineRule, shown } from "../rule.ts";

/** The last of the list: a cause that fits no other rule still has its witness and its places. */
export const valueRefused = defineRule({
  id: "value-refused",
  sentence: "A value that was accepted stays accepted.",
  reason: "The witness shows what is refused; the change behind it has no more particular name.",
  remedy: "compare the two places, or release the next major version",
  breaks: {
    writer: { anyOf: [{}, false] },
    reader: { allOf: [{ $ref: "#/$defs/none" }], $defs: { none: false } },
  },
  harmless: { writer: { type: "string" }, reader: { anyOf: [{ type: "string" }, { type: "null" }] } },
  explain({ keyword, reader, place, value }) {
    const by = Object.hasOwn(reader, keyword) ? `"${keyword}"` : "the schema";
    return { message: `${place} may be ${shown(value)}, which ${by} refuses now` };
  },
});
