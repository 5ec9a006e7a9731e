import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget } from "../budget.ts";
import { createEvaluator, createSpecialise, createTerms, type Literal, type Terms } from "../terms/index.ts";
import { createNames } from "./names.ts";

const all = ["", "a", "b", "ab", "ba", "c", "abc"];
type Ask = (terms: Terms) => Literal;
const { ask: propositions } = fc.letrec<{ ask: Ask }>((tie) => ({
  ask: fc.oneof(
    { maxDepth: 3 },
    fc.subarray(all, { maxLength: 3 }).map(
      (list): Ask =>
        (terms) =>
          terms.scalars([...list, 1]),
    ),
    fc.constantFrom("^a", "b$").map(
      (source): Ask =>
        (terms) =>
          terms.atom({ kind: "pattern", source }),
    ),
    tie("ask").map(
      (one): Ask =>
        (terms) =>
          -one(terms),
    ),
    fc.array(tie("ask"), { maxLength: 3 }).map(
      (some): Ask =>
        (terms) =>
          terms.and(some.map((one) => one(terms))),
    ),
  ),
}));

test("a name matches a proposition exactly if it holds, however often it is asked", () => {
  fc.assert(
    fc.property(propositions, (ask) => {
      const { literal, names, holds } = worldOf(ask);
      for (const name of [...all, ...all]) expect(names.matches(literal, name)).toBe(holds(literal, name));
    }),
    { numRuns: 500 },
  );
});

test("of a list all names are told, and no others hold; what is more than a list has none", () => {
  fc.assert(
    fc.property(propositions, (ask) => {
      const { literal, names, holds } = worldOf(ask);
      const listed = names.listed(literal);
      expect(names.listed(literal)).toBe(listed);
      if (listed !== undefined)
        expect(listed.toSorted()).toEqual(all.filter((name) => holds(literal, name)).toSorted());
    }),
    { numRuns: 500 },
  );
  const { terms, names } = worldOf((world) => world.scalars(["a", "b", 1]));
  expect(names.listed(terms.scalars(["a", "b", 1]))).toEqual(["a", "b"]);
  expect(names.listed(-terms.scalars(["a"]))).toBe(undefined);
  expect(names.listed(-1)).toEqual([]);
});

test("names that are not mentioned are told apart by nothing but patterns", () => {
  fc.assert(
    fc.property(propositions, (ask) => {
      const { literal, names, terms, holds } = worldOf(ask);
      const mentioned = new Set(names.mentioned(literal));
      expect(new Set(names.mentioned(literal))).toEqual(mentioned);
      const among = names.among(literal, mentioned);
      expect(names.mentioned(among)).toEqual([]);
      for (const name of all.filter((each) => !mentioned.has(each)))
        expect(holds(among, name)).toBe(holds(literal, name));
      expect(terms.nodeOf(among)).toBeDefined();
    }),
    { numRuns: 500 },
  );
  const { terms, names } = worldOf((world) => world.scalars(["a"]));
  expect(names.mentioned(-terms.scalars(["a", "b"]))).toEqual(["a", "b"]);
});

function worldOf(ask: Ask) {
  const terms = createTerms();
  const holds = createEvaluator(terms, createBudget());
  return {
    literal: ask(terms),
    terms,
    holds,
    names: createNames({ terms, holds, specialise: createSpecialise(terms) }),
  };
}
