import { defineRule, shown } from "../rule.ts";

export const formatAsserted = defineRule({
  id: "format-asserted",
  sentence: "A format that counts is not put where other texts are written.",
  reason:
    'By the specification a format is an annotation. Where both sides agreed that it counts (`format: "assert"`), a new or narrower one refuses what is still being sent.',
  remedy: "keep the old format, or compare with formats as annotations",
  breaks: { writer: { type: "string" }, reader: { type: "string", format: "date" }, format: "assert" },
  harmless: { writer: { type: "string", format: "date" }, reader: { type: "string" }, format: "assert" },
  explain({ keyword, before, after, place, value }) {
    if (keyword !== "format") return undefined;
    const was = before === undefined ? "any text" : `a ${shown(before)}`;
    return { message: `${place} was ${was} and must now be a ${shown(after)}: ${shown(value)} is none` };
  },
});
