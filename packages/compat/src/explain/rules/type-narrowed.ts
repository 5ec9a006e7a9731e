import { defineRule, shown } from "../rule.ts";
import { typesIn } from "../types-in.ts";

export const typeNarrowed = defineRule({
  id: "type-narrowed",
  sentence: "A type that was allowed stays allowed.",
  reason: "Values of the type that went away are still written, and stand in every log that is read again.",
  remedy: "keep the type allowed, or release the next major version",
  breaks: { writer: { type: ["string", "null"] }, reader: { type: "string" } },
  harmless: { writer: { type: "string" }, reader: { type: ["string", "null"] } },
  explain({ keyword, before, after, place, value }) {
    if (keyword !== "type") return undefined;
    const is = typesIn(after).join(" or ");
    const was = before === undefined ? "of any type" : typesIn(before).join(" or ");
    return { message: `${place} was ${was} and is now ${is}: ${shown(value)} is refused` };
  },
});
