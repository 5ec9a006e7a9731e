import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget } from "../budget.ts";
import { type Literal, typeBits } from "../terms/index.ts";
import { littlePropositions, littleWorld } from "../testing/little-world.ts";
import { numRunsOf } from "../testing/num-runs.ts";
import { createEngine } from "./engine.ts";

test.each([true, false])(
  "a proposition has a value exactly if trying all values finds one (shortcuts: %s)",
  (shortcuts) => {
    fc.assert(
      fc.property(fc.array(littlePropositions, { minLength: 1, maxLength: 3 }), (asks) => {
        const { terms, solve, holds } = createEngine({ budget: createBudget(), shortcuts });
        const world = terms.scalars(littleWorld);
        const literals = [world, ...asks.map((ask) => ask(terms))];
        const tried = littleWorld.filter((value) => literals.every((one) => holds(one, value)));

        const outcome = solve(literals);

        expect(outcome.is).toBe(tried.length === 0 ? "empty" : "inhabited");
        if (outcome.is === "inhabited") expect(tried).toContain(outcome.witness);
      }),
      { numRuns: numRunsOf(300, 20_000) },
    );
  },
);

test.each([true, false])(
  "of two overlapping propositions one value may be in one alone (shortcuts: %s)",
  (shortcuts) => {
    const { terms, solve, holds } = createEngine({ budget: createBudget(), shortcuts });
    const member = (name: string, is: Literal) =>
      terms.atom({ kind: "members", names: terms.scalars([name]), is });
    const condition = (then: Literal) =>
      terms.and([member("c", -1), terms.or([-member("t", terms.scalars([1])), then])]);
    const said = terms.and([terms.types(typeBits.object), member("s", terms.types(typeBits.boolean))]);
    const [wide, narrow] = [condition(said), condition(terms.and([said, member("n", terms.scalars([1]))]))];
    const goal = [terms.or([wide, narrow]), terms.or([-wide, -narrow])];
    const outcome = solve(goal);

    expect(outcome).toMatchObject({ is: "inhabited", witness: expect.anything() });
    if (outcome.is === "inhabited")
      expect(goal.map((each) => holds(each, outcome.witness))).toEqual([true, true]);
  },
);

test("a tagged union of a hundred members is told apart by its tags, not by trying pairs", () => {
  const { terms, solve, budget } = createEngine({ budget: createBudget() });
  const member = (tag: number) =>
    terms.and([
      terms.types(typeBits.object),
      -terms.atom({ kind: "members", names: terms.scalars(["tag"]), is: -1 }),
      terms.atom({ kind: "members", names: terms.scalars(["tag"]), is: terms.scalars([tag]) }),
    ]);
  const union = (count: number) => terms.exactlyOne(Array.from({ length: count }, (_, tag) => member(tag)));

  expect(solve([union(100), -union(101)]).is).toBe("empty");
  expect(solve([union(101), -union(100)])).toEqual({ is: "inhabited", witness: { tag: 100 } });
  expect(budget.used).toBeLessThan(10_000);
});

test("conditions on a tag are looked into only for the tag that is at stake, also where the tag may be missing", () => {
  const { terms, solve, budget } = createEngine({ budget: createBudget() });
  const member = (name: string, is: Literal) =>
    terms.atom({ kind: "members", names: terms.scalars([name]), is });
  const condition = (tag: number, most: number) =>
    terms.or([
      -member("tag", terms.scalars([tag])),
      member(`of ${tag}`, -terms.atom({ kind: "greater-than", bound: most })),
    ]);
  const conditions = (strict: number) =>
    terms.and(Array.from({ length: 40 }, (_, tag) => condition(tag, tag === strict ? 1 : 2)));

  expect(solve([conditions(20), -conditions(-1)]).is).toBe("empty");
  expect(solve([conditions(-1), -conditions(20)])).toEqual({ is: "inhabited", witness: { "of 20": 2 } });
  expect(budget.used).toBeLessThan(1000);
});

test("of two unions that differ in one member, nobody looks for pairs among the others", () => {
  const { terms, solve, budget } = createEngine({ budget: createBudget() });
  const longer = (count: number) => terms.atom({ kind: "min-length", count });
  const member = (count: number) => terms.and([longer(count), -longer(count + 3)]);
  const union = (first: Literal) =>
    terms.exactlyOne([first, ...Array.from({ length: 60 }, (_, index) => member(index + 2))]);

  expect(solve([union(-longer(2)), -union(-longer(1))]).is).toBe("inhabited");
  expect(solve([union(-longer(2)), -union(-longer(2))]).is).toBe("empty");
  expect(budget.used).toBeLessThan(10_000);
});
