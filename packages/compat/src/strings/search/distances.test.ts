import fc from "fast-check";
import { expect, test } from "vitest";
import { distancesOf } from "./distances.ts";

/** Little graphs with places that accept, in which all walks can be taken. */
const graphs = fc.integer({ min: 1, max: 6 }).chain((size) => {
  const targets = fc.array(fc.integer({ min: -1, max: size - 1 }), { maxLength: 3 });
  return fc.record({
    edges: fc.array(targets, { minLength: size, maxLength: size }),
    accepts: fc.array(fc.boolean(), { minLength: size, maxLength: size }),
  });
});

test("how far acceptance is, at least and at most, is what taking all walks shows", () => {
  fc.assert(
    fc.property(graphs, ({ edges, accepts }) => {
      const { nearest, farthest } = distancesOf({ ...rest, edges, accepts });
      for (const start of edges.keys()) {
        const lengths = lengthsFrom(start, edges, accepts);
        // A walk longer than there are places has been somewhere twice, and may go round as often as it likes.
        const isEndless = lengths.some((length) => length >= edges.length);
        expect(nearest[start]).toBe(Math.min(...lengths));
        expect(farthest[start]).toBe(isEndless ? Number.POSITIVE_INFINITY : Math.max(...lengths));
      }
    }),
    { numRuns: 500 },
  );
});

const rest = { letters: [], layers: 0, isComplete: true, grow: () => {} };

/** The lengths of all walks that end where it accepts, up to twice the number of places. */
function lengthsFrom(
  start: number,
  edges: readonly (readonly number[])[],
  accepts: readonly boolean[],
): number[] {
  const lengths: number[] = [];
  let places = new Set([start]);
  for (let length = 0; length <= 2 * edges.length; length += 1) {
    if ([...places].some((place) => accepts[place])) lengths.push(length);
    places = new Set([...places].flatMap((place) => edges[place] ?? []).filter((place) => place >= 0));
  }
  return lengths;
}
