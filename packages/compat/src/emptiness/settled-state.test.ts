import fc from "fast-check";
import { expect, test } from "vitest";
import { createLittleWorld, littlePropositions } from "../testing/little-world.ts";
import { numRunsOf } from "../testing/num-runs.ts";
import { assume, atomsOf, copyOf, emptyState, learn, type State, weightOf } from "./state.ts";

/** What a state says, by its atoms and by the ways that each choice still has. */
function meaningOf({ atoms, choices }: State, { those }: ReturnType<typeof createLittleWorld>) {
  const ways = choices.map(({ branches }) =>
    branches.flatMap(({ first, rest }) => those([...first, ...(rest?.() ?? [])])),
  );
  return those(atoms).filter((value) => ways.every((way) => way.includes(value)));
}

test("a state says what was assumed, no more and no less, and leaves nothing open that is settled", () => {
  fc.assert(
    fc.property(fc.array(littlePropositions, { minLength: 1, maxLength: 4 }), (asks) => {
      const world = createLittleWorld();
      const literals = asks.map((ask) => ask(world.terms));
      const state = emptyState();
      if (!assume(state, literals, world.terms)) {
        expect(world.those(literals)).toEqual([]);
        return;
      }
      expect(meaningOf(state, world)).toEqual(world.those(literals));
      for (const { branches } of state.choices) {
        expect(branches.length).toBeGreaterThan(1);
        for (const { first, rest } of branches) {
          expect(first.some((literal) => literal === -1 || state.assumed.has(-literal))).toBe(false);
          expect(rest === undefined && first.every((one) => one === 1 || state.assumed.has(one))).toBe(false);
        }
      }
      expect(state.atoms.every((atom) => world.terms.nodeOf(atom).kind === "scalars")).toBe(true);
      expect(new Set(state.atoms).size).toBe(state.atoms.length);
    }),
    { numRuns: numRunsOf(1000, 20_000) },
  );
});

test("what is learnt of a state changes nothing but what its atoms say, and a contradiction is seen", () => {
  fc.assert(
    fc.property(fc.array(littlePropositions, { maxLength: 3 }), littlePropositions, (asks, ask) => {
      const world = createLittleWorld();
      const literals = asks.map((one) => one(world.terms));
      const fact = ask(world.terms);
      const state = emptyState();
      fc.pre(assume(state, literals, world.terms));
      const before = copyOf(state);

      if (!learn(state, fact, world.terms)) expect(world.those([...literals, fact])).toEqual([]);
      else if (["scalars", "true"].includes(world.terms.nodeOf(fact).kind))
        expect(meaningOf(state, world)).toEqual(world.those([...literals, fact]));
      else if (before.assumed.has(fact)) expect(state).toEqual(before);
      else expect(state).toEqual({ ...before, learnt: new Set([...before.learnt, fact]) });
    }),
    { numRuns: numRunsOf(500, 20_000) },
  );
});

test("what has been learnt contradicts its opposite later, and once is as good as twice", () => {
  const { terms } = createLittleWorld();
  const either = terms.exactlyOne([terms.scalars([1, 2]), terms.scalars([2, 3]), terms.scalars([3, 4])]);
  const state = emptyState();

  expect([learn(state, either, terms), learn(state, either, terms)]).toEqual([true, true]);
  expect(learn(state, -either, terms)).toBe(false);
  expect(assume(state, [-either], terms)).toBe(false);
  expect(state.choices).toEqual([]);
});

test("the atoms of a way follow from it", () => {
  fc.assert(
    fc.property(fc.array(littlePropositions, { maxLength: 3 }), (asks) => {
      const { terms, those } = createLittleWorld();
      const literals = asks.map((ask) => ask(terms));
      const atoms = atomsOf(literals, terms);

      expect(those(atoms)).toEqual(expect.arrayContaining([...those(literals)]));
      expect(atoms.every((atom) => atom === -1 || terms.nodeOf(atom).kind === "scalars")).toBe(true);
    }),
  );
});

test("the atoms of a way are all of those that conjunctions within it name, and the impossible is one", () => {
  const { terms } = createLittleWorld();
  const [a, b, c] = [
    [1, 2],
    [2, 3],
    [3, 4],
  ].map((values) => terms.scalars(values)) as [number, number, number];

  expect(new Set(atomsOf([terms.and([a, -b]), c], terms))).toEqual(new Set([a, -b, c]));
  expect(atomsOf([1, -1], terms)).toEqual([-1]);
  const cases = terms.cases([
    { guard: a, implied: b },
    { guard: -a, implied: c },
  ]);
  expect(atomsOf([terms.or([a, b]), terms.exactlyOne([a, b, c]), cases, -cases], terms)).toEqual([]);
});

test("a choice weighs as much as it has ways, and all members of which not exactly one holds are ways", () => {
  const { terms } = createLittleWorld();
  const sets = [
    [1, 2],
    [2, 3],
    [3, 4],
    [4, 5],
  ].map((values) => terms.scalars(values));
  const weights = [terms.or(sets), terms.exactlyOne(sets), -terms.exactlyOne(sets)].map((literal) => {
    const state = emptyState();
    assume(state, [literal], terms);
    return state.choices.map((choice) => weightOf(choice, terms));
  });

  expect(weights).toEqual([[4], [4], [4]]);
});
