import { defineLastRule, shown } from "../rule.ts";

/**
 * For a cause that no other rule has words for, as when the evaluator cannot tell which part of the reader it is: it still
 * has its witness and its places.
 */
export const valueRefused = defineLastRule({
  id: "value-refused",
  sentence: "A value that was accepted stays accepted.",
  reason: "The witness shows what is refused; the change behind it has no more particular name.",
  remedy: "compare the two places, or release the next major version",
  explain({ keyword, reader, place, value }) {
    const by = Object.hasOwn(reader, keyword) ? `"${keyword}"` : "the schema";
    return { message: `${place} may be ${shown(value)}, which ${by} refuses now` };
  },
});
