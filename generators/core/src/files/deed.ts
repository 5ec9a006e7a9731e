import type { Change } from "./plan.ts";

/** What is done to a file, in the word that a reader is told. */
export function deedOf({ before, after }: Change): "created" | "updated" | "removed" {
  if (after === undefined) return "removed";
  return before === undefined ? "created" : "updated";
}
