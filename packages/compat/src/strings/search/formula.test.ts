import fc from "fast-check";
import { expect, test } from "vitest";
import type { Automaton } from "../automaton.ts";
import { anyString, complement, intersect, type Language, leaf } from "../language.ts";
import { fateOf, formulaOf, holdsAt, restIrrelevant } from "./formula.ts";

/** Automata of six states over two letters, the first two of which are the ends that all automata share. */
const states = [2, 3, 4, 5] as const;
const tables = fc.record({
  next: fc.array(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 })), { minLength: 4, maxLength: 4 }),
  accepts: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
});
const languages = fc.array(tables, { minLength: 3, maxLength: 3 }).chain((all) => {
  const leaves = all.map(({ next, accepts }, index) => leaf(`leaf ${index}`, automatonOf(next, accepts)));
  return fc.letrec<{ language: Language }>((tie) => ({
    language: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom(anyString, ...leaves),
      tie("language").map(complement),
      // As it is written, that is without what `intersect` simplifies.
      fc
        .array(tie("language"), { minLength: 1, maxLength: 3 })
        .map((of): Language => ({ kind: "and", id: of.map(({ id }) => id).join(" & "), of })),
    ),
  })).language;
});
const words = [""];
for (const word of words) if (word.length < 4) words.push(`${word}0`, `${word}1`);

test("a fate that is settled is that of all words, and what is put to rest changes none", () => {
  fc.assert(
    fc.property(languages, fc.constantFrom(...words), (language, beginning) => {
      const { formula, automata } = formulaOf(language);
      const after = (from: readonly number[], word: string) =>
        automata.map((automaton, which) =>
          [...word].reduce(
            (state, letter) => automaton.step(state, Number(letter), budget),
            from[which] ?? 0,
          ),
        );
      const isIn = (from: readonly number[]) =>
        words.map((word) => holdsAt(formula, automata, after(from, word)));
      const place = after(
        automata.map(({ start }) => start),
        beginning,
      );
      const answers = isIn(place);

      expect(answers).toEqual(words.map((word) => contains(language, beginning + word)));
      const fate = fateOf(formula, place);
      if (fate !== undefined) expect(new Set(answers)).toEqual(new Set([fate]));
      const rested = restIrrelevant(formula, place);
      expect(isIn(rested)).toEqual(answers);
      expect(fateOf(formula, rested)).toBe(fate);
    }),
    { numRuns: 500 },
  );
});

test("a fate is seen as soon as one part settles it", () => {
  const [a, b] = [0, 1];
  const either = { not: { and: [{ not: a }, { not: b }] } };

  expect(fateOf({ and: [a, b] }, [0, 5])).toBe(false);
  expect(fateOf({ and: [a, b] }, [1, 5])).toBeUndefined();
  expect(fateOf({ and: [a, b] }, [1, 1])).toBe(true);
  expect(fateOf(either, [1, 5])).toBe(true);
  expect(fateOf(either, [0, 5])).toBeUndefined();
  expect(fateOf(true, [])).toBe(true);
});

test("beside what has failed nothing matters any more, and beside what has not everything does", () => {
  const [a, b, c] = [0, 1, 2];

  expect(restIrrelevant({ and: [a, b, c] }, [5, 0, 4])).toEqual([0, 0, 0]);
  expect(restIrrelevant({ not: { and: [{ not: { and: [a, b] } }, { not: c }] } }, [0, 5, 4])).toEqual([
    0, 0, 4,
  ]);
  expect(restIrrelevant({ and: [a, b, c] }, [5, 1, 4])).toEqual([5, 1, 4]);
  expect(restIrrelevant(true, [])).toEqual([]);
});

test("one automaton that stands in several places is walked once", () => {
  const [one, other] = [leaf("one", automatonOf([], [])), leaf("other", automatonOf([], []))];
  const { formula, automata } = formulaOf(complement(intersect(complement(intersect(one, other)), one)));

  expect(automata).toHaveLength(2);
  expect(formula).toEqual({ not: { and: expect.arrayContaining([{ not: { and: [0, 1] } }]) } });
});

const budget = { step: () => {}, used: 0, isSpent: false };

function automatonOf(next: readonly (readonly number[])[], accepts: readonly boolean[]): Automaton {
  return {
    alphabet: { cuts: [0], blocks: [0], size: 2 },
    start: states[0],
    step: (state, block) => (state < 2 ? state : (next[state - 2]?.[block] ?? 0)),
    accepts: (state) => (state < 2 ? state === 1 : accepts[state - 2] === true),
  };
}

/** By the meaning of its parts, one automaton after the other. */
function contains(language: Language, word: string): boolean {
  switch (language.kind) {
    case "any":
      return true;
    case "not":
      return !contains(language.of, word);
    case "and":
      return language.of.every((part) => contains(part, word));
    case "leaf": {
      const { start, step, accepts } = language.automaton;
      return accepts([...word].reduce((state, letter) => step(state, Number(letter), budget), start));
    }
  }
}
