import { expect, test } from "vitest";
import { concordat } from "./generators/concordat.ts";
import knownLosses from "./known-losses.json" with { type: "json" };
import { type Loss, measure, type Score } from "./measure.ts";
import { figuresOf, formatFigures } from "./report.ts";
import { officialSuite } from "./sets/official-suite.ts";

/**
 * Our types against every group of the official suite that stands for itself. What is lost is listed with a reason in
 * `known-losses.json`; a list that no longer tells the truth fails here, in either direction.
 */
test("our types accept what the official suite calls valid, and refuse what a type can refuse", async (context) => {
  const specimens = officialSuite.read();
  if ("missing" in specimens) {
    if (process.env.CI === "true") throw new Error(specimens.missing);
    return context.skip(specimens.missing);
  }
  const scores = await measure(await concordat.load(), "official-suite-test", specimens);

  console.log(formatFigures([figuresOf("official-suite", "concordat", scores)]));
  expect(scores.length).toBeGreaterThan(800);
  expect(
    scores.flatMap(({ broken, specimen }) => (broken === undefined ? [] : [[specimen.name, broken]])),
  ).toEqual([]);
  expect(scores.reduce((sum, { anys }) => sum + anys, 0)).toBe(0);
  expect(lost(scores, ({ refused }) => refused)).toEqual(known("valid, refused"));
  expect(lost(scores, ({ accepted }) => accepted)).toEqual(known("invalid, accepted"));
});

function lost(scores: readonly Score[], losses: (score: Score) => readonly Loss[]): readonly string[] {
  return scores
    .flatMap((score) => losses(score).map(({ instance }) => `${score.specimen.name}/${instance.name}`))
    .sort();
}

function known(list: keyof typeof knownLosses): readonly string[] {
  const entries: readonly { readonly instances: readonly string[] }[] = knownLosses[list];
  return entries.flatMap(({ instances }) => instances).sort();
}
