import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget } from "../../budget.ts";
import { numRunsOf } from "../../testing/num-runs.ts";
import { distancesOf } from "./distances.ts";
import { nowhere, type Product } from "./product.ts";
import { wordsOfLength } from "./words-of-length.ts";

/** Two letters, of one character and of three; the second is written in two ranges, as readability has it. */
const letters = [{ ranges: [0x61, 0x61] }, { ranges: [0x63, 0x64, 0x62, 0x62] }];
const charactersOf = ["a", "cdb"];

const graphs = fc.integer({ min: 1, max: 5 }).chain((size) => {
  const target = fc.integer({ min: nowhere, max: size - 1 });
  return fc.record({
    edges: fc.array(fc.tuple(target, target), { minLength: size, maxLength: size }),
    accepts: fc.array(fc.boolean(), { minLength: size, maxLength: size }),
  });
});

test("of each length all words come, each once, in whatever order lengths are asked for", () => {
  fc.assert(
    fc.property(graphs, fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6]), ({ edges, accepts }, lengths) => {
      const product: Product = { letters, edges, accepts, layers: 9, isComplete: true, grow: () => {} };
      const distances = distancesOf(product);
      const barren = new Set<number>();
      for (const length of lengths) {
        const budget = createBudget();
        const words = [...wordsOfLength({ product, distances, length, barren, budget })];

        expect(words.toSorted()).toEqual(walksOf(product, length).toSorted());
        const isFirst = words.map((word) => /^[ac]*$/.test(word));
        expect(isFirst).toEqual(isFirst.toSorted((a, b) => Number(b) - Number(a)));
      }
    }),
    { numRuns: numRunsOf(300, 5000) },
  );
});

test("what led nowhere once is not gone through again", () => {
  // Thirty places in a row, each reached in two ways, the last of which leads on by one step or by three.
  const row = Array.from({ length: 30 }, (_, index) => [index + 1, index + 1] as const);
  const edges = [...row, [31, nowhere], [32, nowhere], [33, nowhere], [nowhere, nowhere]];
  const accepts = edges.map((_, state) => state === 31 || state === 33);
  const product: Product = { letters, edges, accepts, layers: 99, isComplete: true, grow: () => {} };
  const budget = createBudget();
  const words = wordsOfLength({
    product,
    distances: distancesOf(product),
    length: 32,
    barren: new Set(),
    budget,
  });

  expect([...words]).toEqual([]);
  expect(budget.used).toBeLessThan(10);
});

function walksOf({ edges, accepts }: Product, length: number, state = 0): string[] {
  if (length === 0) return accepts[state] === true ? [""] : [];
  return charactersOf.flatMap((characters, letter) => {
    const target = edges[state]?.[letter] ?? nowhere;
    const rest = target === nowhere ? [] : walksOf({ ...unused, edges, accepts }, length - 1, target);
    return [...characters].flatMap((character) => rest.map((word) => character + word));
  });
}

const unused = { letters, layers: 0, isComplete: true, grow: () => {} };
