import { canonicalize, isArray, type Json } from "@concordat/json";
import { defineRule, listed, shown } from "../rule.ts";

export const enumNarrowed = defineRule({
  id: "enum-narrowed",
  sentence: "A value that was listed stays listed.",
  reason:
    "Values that went away are still written. Seen from the other side, a value that is added breaks every reader that does not know it yet, unless readers were told to expect unknown ones.",
  remedy:
    "keep the value listed, or let readers accept any string and treat unknown ones as a case of their own",
  breaks: { writer: { enum: ["open", "closed", "draft"] }, reader: { enum: ["open", "closed"] } },
  harmless: { writer: { enum: ["open", "closed"] }, reader: { enum: ["open", "closed", "draft"] } },
  explain({ keyword, before, after, writer, place, value }) {
    if (keyword !== "enum") return undefined;
    const was = listOf(before) ?? (writer.const === undefined ? undefined : [writer.const]);
    const is = listOf(after) ?? [];
    const kept = new Set(is.map(canonicalize));
    const lost = was?.filter((each) => !kept.has(canonicalize(each))) ?? [];
    if (lost.length === 0)
      return { message: `${place} may be ${shown(value)}, which is not among the values listed now` };
    return { message: `${place} no longer accepts ${listed(lost)}` };
  },
});

function listOf(value: Json | undefined): readonly Json[] | undefined {
  return value !== undefined && isArray(value) ? value : undefined;
}
