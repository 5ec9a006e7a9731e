import { defineRule, shown } from "../rule.ts";

const bounds = new Set([
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
]);

export const boundTightened = defineRule({
  id: "bound-tightened",
  sentence: "Bounds of numbers, lengths and counts are only ever loosened.",
  reason: "Values between the old bound and the new one are still written, and are refused.",
  remedy: "keep the old bound, or release the next major version",
  breaks: { writer: { type: "string", maxLength: 80 }, reader: { type: "string", maxLength: 40 } },
  harmless: { writer: { type: "string", maxLength: 40 }, reader: { type: "string", maxLength: 80 } },
  explain({ keyword, before, after, place }) {
    if (!bounds.has(keyword)) return undefined;
    if (before === undefined)
      return { message: `${place} had no "${keyword}", and it is now ${shown(after)}` };
    if (before === after)
      return {
        message: `${place} may break "${keyword}": ${shown(after)}, which now applies to more values`,
      };
    return { message: `${place} had "${keyword}": ${shown(before)}, and it is now ${shown(after)}` };
  },
});
