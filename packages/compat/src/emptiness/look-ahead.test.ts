import fc from "fast-check";
import { expect, test } from "vitest";
import type { Literal } from "../terms/index.ts";
import { createLittleWorld, littlePropositions } from "../testing/little-world.ts";
import { numRunsOf } from "../testing/num-runs.ts";
import { lookAhead } from "./look-ahead.ts";
import { assume, atomsOf, type Choice, emptyState, isAtom, notExactlyOneOf } from "./state.ts";

test("looking ahead takes no value away and adds none, whatever the theory finds out", () => {
  const coins = fc.infiniteStream(fc.boolean());
  fc.assert(
    fc.property(fc.array(littlePropositions, { minLength: 1, maxLength: 3 }), coins, (asks, coin) => {
      const { state, literals, world, refutes } = stateOf(asks);
      const before = world.those(literals);
      const mayRefute = (added: readonly Literal[]) => refutes(added) && coin.next().value;
      if (!lookAhead(state, mayRefute, world.terms, world.budget)) expect(before).toEqual([]);
      else expect(world.those([...state.atoms, ...state.choices.map(({ of }) => of)])).toEqual(before);
    }),
    { numRuns: numRunsOf(1000, 20_000) },
  );
});

test("no way is left that the theory refutes, and no choice that it sees to be made", () => {
  let looked = 0;
  fc.assert(
    fc.property(fc.array(littlePropositions, { minLength: 1, maxLength: 3 }), (asks) => {
      const { state, world, refutes } = stateOf(asks);
      const before = new Set(state.choices.map(({ of }) => of));
      if (!lookAhead(state, refutes, world.terms, world.budget)) return;
      const isRefuted = (literals: readonly Literal[]) => {
        const atoms = atomsOf(literals, world.terms);
        return atoms.length > 0 && refutes(atoms);
      };
      for (const choice of state.choices) {
        // What comes of a choice that was made has not been looked at yet.
        if (!before.has(choice.of)) continue;
        looked += 1;
        expect(waysOf(choice, world).filter(isRefuted)).toEqual([]);
        for (const { first, rest } of choice.branches) {
          const [only] = first;
          if (rest !== undefined || first.length !== 1 || only === undefined) continue;
          expect(isAtom(only, world.terms) && refutes([-only])).toBe(false);
        }
      }
    }),
    { numRuns: numRunsOf(1000, 20_000) },
  );
  expect(looked).toBeGreaterThan(50);
});

test("the last way of a choice is taken with all that it asks for", () => {
  const { terms, budget } = createLittleWorld();
  const [a, b, c] = [
    [1, 2],
    [2, 3],
    [3, 4],
  ].map((values) => terms.scalars(values)) as [number, number, number];
  const state = emptyState();
  assume(state, [terms.exactlyOne([a, b, c])], terms);

  expect(lookAhead(state, (added) => added.includes(a) || added.includes(b), terms, budget)).toBe(true);
  expect(state).toMatchObject({ atoms: [c, -a, -b], choices: [] });
});

test("a choice without a way left is a contradiction, and so is one whose last way contradicts the rest", () => {
  const { terms, budget } = createLittleWorld();
  const [a, b, c] = [
    [1, 2],
    [2, 3],
    [3, 4],
  ].map((values) => terms.scalars(values)) as [number, number, number];
  const state = () => {
    const made = emptyState();
    assume(made, [terms.exactlyOne([a, b, c])], terms);
    return made;
  };

  expect(lookAhead(state(), () => true, terms, budget)).toBe(false);
  const torn = state();
  assume(torn, [terms.or([-c, terms.and([a, b])])], terms);
  const onlyC = (added: readonly Literal[]) => added.includes(a) || added.includes(b) || added.includes(-c);
  expect(lookAhead(torn, onlyC, terms, budget)).toBe(false);
});

test("looking is paid for, way by way", () => {
  const { terms, budget } = createLittleWorld();
  const sets = [
    [1, 2],
    [2, 3],
    [3, 4],
    [4, 5],
  ].map((values) => terms.scalars(values));
  const state = emptyState();
  assume(state, [terms.exactlyOne(sets)], terms);
  const before = budget.used;
  lookAhead(state, () => false, terms, budget);

  expect(budget.used - before).toBe(2 * sets.length);
});

function waysOf(
  { of, branches }: Choice,
  { terms }: ReturnType<typeof createLittleWorld>,
): readonly (readonly Literal[])[] {
  return notExactlyOneOf(of, terms)?.map((member) => [member]) ?? branches.map(({ first }) => first);
}

/** A state with its atoms and choices, and a theory that knows everything about the atoms it has at the beginning. */
function stateOf(asks: readonly ((terms: ReturnType<typeof createLittleWorld>["terms"]) => Literal)[]) {
  const world = createLittleWorld();
  const literals = asks.map((ask) => ask(world.terms));
  const state = emptyState();
  fc.pre(assume(state, literals, world.terms));
  const atoms = [...state.atoms];
  const refutes = (added: readonly Literal[]) => {
    for (const atom of added) expect(["scalars", "true"]).toContain(world.terms.nodeOf(atom).kind);
    return world.those([...atoms, ...added]).length === 0;
  };
  return { state, literals, world, refutes };
}
