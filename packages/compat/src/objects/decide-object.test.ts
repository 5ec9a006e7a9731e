import type { Json } from "@concordat/json";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget } from "../budget.ts";
import { empty, inhabited, type Solve, unknown } from "../emptiness/outcome.ts";
import {
  createEvaluator,
  createSpecialise,
  createTerms,
  type Literal,
  never,
  type Terms,
  typeBits,
} from "../terms/index.ts";
import { decideObject } from "./decide-object.ts";
import { createNames } from "./names.ts";
import { createObjectRefuter } from "./refute-object.ts";

/** A world of four names and three values, where everything can be tried. */
const names = ["a", "b", "ab", "c"];
const values: readonly Json[] = [0, 1, null];
const objects: readonly Json[] = objectsOver(names);

type Ask = (terms: Terms) => Literal;
const some = fc.subarray([...values]);
const keys: fc.Arbitrary<Ask> = fc.oneof(
  fc.subarray(names, { minLength: 1, maxLength: 2 }).map(
    (list): Ask =>
      (terms) =>
        terms.scalars(list),
  ),
  fc.subarray(names, { minLength: 1, maxLength: 2 }).map(
    (list): Ask =>
      (terms) =>
        -terms.scalars(list),
  ),
  fc.constantFrom("a", "b$").map(
    (source): Ask =>
      (terms) =>
        terms.atom({ kind: "pattern", source }),
  ),
);
const atom: fc.Arbitrary<Ask> = fc
  .tuple(
    fc.oneof(
      fc.integer({ min: 1, max: 4 }).map(
        (count): Ask =>
          (terms) =>
            terms.atom({ kind: "min-properties", count }),
      ),
      fc.tuple(keys, some).map(
        ([key, list]): Ask =>
          (terms) =>
            terms.atom({ kind: "members", names: key(terms), is: setOf(list, terms) }),
      ),
    ),
    fc.boolean(),
  )
  .map(
    ([ask, isNegated]): Ask =>
      (terms) =>
        isNegated ? -ask(terms) : ask(terms),
  );

test("objects: the answer is the one that trying all objects over four names gives", () => {
  fc.assert(
    fc.property(fc.array(atom, { minLength: 1, maxLength: 5 }), (asks) => {
      const { atoms, world, holds } = worldOf(asks);
      fc.pre(isConsistent(atoms));

      const outcome = decideObject(atoms, world);
      const tried = objects.find((object) => atoms.every((one) => holds(one, object)));

      expect(outcome.is).toBe(tried === undefined ? "empty" : "inhabited");
      if (outcome.is === "inhabited") expect(atoms.every((one) => holds(one, outcome.witness))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("what cannot be told of parts is never taken for nothing", () => {
  fc.assert(
    fc.property(fc.array(atom, { minLength: 1, maxLength: 5 }), fc.nat({ max: 2 }), (asks, which) => {
      const { atoms, world, holds } = worldOf(asks, [], (literal) => Math.abs(literal) % 3 === which);
      fc.pre(isConsistent(atoms));

      const outcome = decideObject(atoms, world);
      const tried = objects.find((object) => atoms.every((one) => holds(one, object)));

      if (outcome.is === "empty") expect(tried).toBe(undefined);
      if (outcome.is === "inhabited") expect(atoms.every((one) => holds(one, outcome.witness))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("one value that cannot be told leaves the object open, wherever it is needed", () => {
  const open = unknown({ code: "BUDGET_SPENT", message: "why" });
  const ask = (asks: readonly Ask[], isOpen: (isOfNames: boolean) => boolean = (isOfNames) => !isOfNames) => {
    const { atoms, world } = worldOf(asks);
    const solve: Solve = (goal) => {
      const asked = [...goal];
      return isOpen(asked.includes(world.terms.types(typeBits.string))) ? open : world.solve(asked);
    };
    return decideObject(atoms, { ...world, solve });
  };
  const required: Ask = (terms) =>
    -terms.atom({ kind: "members", names: terms.scalars(["a"]), is: setOf([0], terms) });
  const oneOfTwo: Ask = (terms) =>
    -terms.atom({ kind: "members", names: terms.scalars(["a", "b"]), is: setOf([0], terms) });
  const someLike: Ask = (terms) =>
    -terms.atom({
      kind: "members",
      names: terms.atom({ kind: "pattern", source: "b$" }),
      is: setOf([0], terms),
    });
  const some: Ask = (terms) => terms.atom({ kind: "min-properties", count: 1 });

  for (const asks of [[required], [oneOfTwo], [someLike], [some], [oneOfTwo, some]])
    expect(ask(asks)).toEqual(open);
  expect(ask([someLike], (isOfNames) => isOfNames)).toEqual(open);
  expect(ask([some], (isOfNames) => isOfNames)).toEqual(open);
});

test("what the quick look refutes has no value", () => {
  fc.assert(
    fc.property(
      fc.array(atom, { maxLength: 4 }),
      fc.array(atom, { minLength: 1, maxLength: 2 }),
      (asks, more) => {
        const { atoms, world, holds, added } = worldOf(asks, more);
        const isRefuted = createObjectRefuter(atoms, world)(added);

        const all = [...atoms, ...added];
        expect(isRefuted && objects.some((object) => all.every((one) => holds(one, object)))).toBe(false);
      },
    ),
    { numRuns: 500 },
  );
});

function worldOf(
  asks: readonly Ask[],
  more: readonly Ask[] = [],
  isOpen: (literal: Literal) => boolean = () => false,
) {
  const terms = createTerms();
  const budget = createBudget();
  const holds = createEvaluator(terms, budget);
  const literals = (list: readonly Ask[]) =>
    [...new Set(list.map((ask) => ask(terms)))].filter((one) => one !== 1);
  const solve: Solve = (goal) => {
    const asked = [...goal];
    const literal = terms.and(asked);
    if (isOpen(literal)) return unknown({ code: "BUDGET_SPENT", message: "why" });
    // Only of names is it said that they are strings.
    const isOfNames = asked.includes(terms.types(typeBits.string));
    const found = (isOfNames ? names : values).find((value) => holds(literal, value));
    return found === undefined ? empty : inhabited(found);
  };
  const world = {
    terms,
    budget,
    solve,
    names: createNames({ terms, specialise: createSpecialise(terms), holds }),
  };
  return { atoms: literals(asks), added: literals(more), world, holds };
}

function isConsistent(atoms: readonly Literal[]): boolean {
  return !atoms.some((one) => one === never || atoms.includes(-one));
}

/** As the world knows no other values, "none of them" has to be said in full. */
function setOf(list: readonly Json[], terms: Terms): Literal {
  return terms.scalars(list as readonly (number | null)[]);
}

function objectsOver([name, ...others]: readonly string[]): Json[] {
  if (name === undefined) return [{}];
  return objectsOver(others).flatMap((object) => [
    object,
    ...values.map((value) => ({ [name]: value, ...(object as object) })),
  ]);
}
