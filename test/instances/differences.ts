import type { Json } from "@concordat/json";
import type { ResolvedSchema, Traversal } from "@concordat/schema";
import { createSecondOpinion } from "@concordat/validator/second-opinion";
import { placesOf, saidUnder } from "./place.ts";

/**
 * Why two validators differ over an instance, as far as a format alone explains it: `"aa:" as uri`. Nothing where it does
 * not; then they differ over a rule, and somebody should look.
 */
export async function formatsInDispute(
  value: Json,
  root: ResolvedSchema,
  graph: Traversal,
): Promise<readonly string[]> {
  const asked = placesOf(value, root, graph).flatMap((place) =>
    saidUnder(place, "format").map((format) => ({ format, text: place.value })),
  );
  const disputed = new Set<string>();
  for (const { format, text } of asked) {
    const ask = await createSecondOpinion({ format }, { formats: "assert" });
    const verdicts = new Set(ask(text).map((opinion) => "valid" in opinion && opinion.valid));
    if (verdicts.size > 1) disputed.add(`${JSON.stringify(text)} as ${format}`);
  }
  return [...disputed];
}
