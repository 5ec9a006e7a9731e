import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget, OutOfBudget, Undecided } from "../budget.ts";
import {
  createEvaluator,
  createSpecialise,
  createTerms,
  type JsonType,
  jsonTypes,
  type Literal,
} from "../terms/index.ts";
import { littlePropositions, littleWorld } from "../testing/little-world.ts";
import { numRunsOf } from "../testing/num-runs.ts";
import { empty, inhabited, type Outcome, unknown } from "./outcome.ts";
import { createSearch, type Theories } from "./search.ts";

test("whatever is refuted ahead, as long as it is truly empty, the answer is the same", () => {
  const coins = fc.infiniteStream(fc.boolean());
  fc.assert(
    fc.property(fc.array(littlePropositions, { minLength: 1, maxLength: 3 }), coins, (asks, coin) => {
      const { terms, holds, search } = searchOf((trial) => ({
        decide: (_, atoms) => trial(atoms),
        refutes: (_, atoms) => (added) => trial([...atoms, ...added]).is === "empty" && coin.next().value,
      }));
      const goal = terms.and([terms.scalars(littleWorld), ...asks.map((ask) => ask(terms))]);
      const tried = littleWorld.filter((value) => holds(goal, value));

      const outcome = search(goal, true);

      expect(outcome.is).toBe(tried.length === 0 ? "empty" : "inhabited");
      if (outcome.is === "inhabited") expect(tried).toContain(outcome.witness);
    }),
    { numRuns: numRunsOf(500, 20_000) },
  );
});

test("what a theory cannot tell of one way stays open, unless another way leads to a value", () => {
  fc.assert(
    fc.property(littlePropositions, fc.subarray([...littleWorld]), (ask, dark) => {
      const { terms, holds, search } = searchOf((trial) => ({
        decide: (_, atoms) => {
          const found = trial(atoms);
          if (found.is === "inhabited" && dark.includes(found.witness as number))
            throw new Undecided({ code: "PATTERN_IRREGULAR", message: "dark" });
          return found;
        },
        refutes: () => () => false,
      }));
      const goal = terms.and([terms.scalars(littleWorld), ask(terms)]);
      const tried = littleWorld.filter((value) => holds(goal, value));
      const { is } = search(goal, false);

      expect(is === "empty" && tried.length > 0).toBe(false);
      expect(is === "inhabited" && tried.length === 0).toBe(false);
      if (dark.length === 0) expect(is).not.toBe("unknown");
    }),
    { numRuns: numRunsOf(500, 20_000) },
  );
});

test("an unknown outcome is no proof, and no hindrance to a witness", () => {
  const answers = (outcomes: Readonly<Record<number, Outcome>>) => {
    const { terms, search } = searchOf(() => ({
      decide: (_, atoms) => {
        const node = terms.nodeOf(atoms.at(-1) ?? 1);
        return node.kind === "at-least" ? (outcomes[node.bound] ?? empty) : unknown(doubt);
      },
      refutes: () => () => false,
    }));
    const [one, two] = [1, 2].map((bound) => terms.atom({ kind: "at-least", bound })) as [Literal, Literal];
    return search(terms.and([terms.types(4), terms.or([one, two])]), false);
  };
  const doubt = { code: "PATTERN_IRREGULAR", message: "dark" } as const;

  expect(answers({ 1: unknown(doubt), 2: empty })).toEqual(unknown(doubt));
  expect(answers({ 1: empty, 2: unknown(doubt) })).toEqual(unknown(doubt));
  expect(answers({ 1: unknown(doubt), 2: inhabited(2) })).toEqual(inhabited(2));
  expect(answers({ 1: empty, 2: empty })).toEqual(empty);
});

test("each type is looked at: none is taken for all, and what cannot be told of one is no proof of none", () => {
  const doubt = { code: "PATTERN_IRREGULAR", message: "dark" } as const;
  const answers = (outcomes: Partial<Record<JsonType, Outcome>>) => {
    const { search } = searchOf(() => ({
      decide: (type) => outcomes[type] ?? empty,
      refutes: () => () => false,
    }));
    return search(1, true);
  };

  for (const type of jsonTypes) {
    expect(answers({ [type]: inhabited(type) })).toEqual(inhabited(type));
    expect(answers({ [type]: unknown(doubt) })).toEqual(unknown(doubt));
  }
  expect(answers({ null: unknown(doubt), object: inhabited({}) })).toEqual(inhabited({}));
  expect(answers({})).toEqual(empty);
});

test("a way of which nothing can be told takes nothing from the others", () => {
  const { terms, search } = searchOf(() => ({
    decide: (_, atoms) => {
      const [first, second] = [1, 2].map((bound) => terms.atom({ kind: "at-least", bound })) as [
        Literal,
        Literal,
      ];
      if (atoms.includes(second) && !atoms.includes(-first)) return inhabited(2);
      if (atoms.includes(-first)) return empty;
      return unknown({ code: "PATTERN_IRREGULAR", message: "dark" });
    },
    refutes: () => () => false,
  }));
  const ways = [1, 2].map((bound) => terms.atom({ kind: "at-least", bound }));

  expect(search(terms.and([terms.types(4), terms.or(ways)]), false)).toEqual(inhabited(2));
});

test("a budget that is spent within a theory ends the question, and is not taken for an answer", () => {
  const budget = createBudget(3);
  const { terms, search } = searchOf(
    () => ({
      decide: () => {
        budget.step(10);
        return empty;
      },
      refutes: () => () => false,
    }),
    budget,
  );

  expect(() => search(terms.scalars(littleWorld), false)).toThrow(OutOfBudget);
});

function searchOf(
  theoriesOver: (trial: (atoms: readonly Literal[]) => Outcome) => Theories,
  budget = createBudget(),
) {
  const terms = createTerms();
  const holds = createEvaluator(terms, budget);
  const trial = (atoms: readonly Literal[]): Outcome => {
    const found = littleWorld.find((value) => atoms.every((atom) => holds(atom, value)));
    return found === undefined ? empty : inhabited(found);
  };
  const search = createSearch({
    terms,
    budget,
    holds,
    specialise: createSpecialise(terms),
    theories: theoriesOver(trial),
  });
  return { terms, holds, search };
}
