import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type CodePoints,
  codePoints,
  complement,
  contains,
  difference,
  everyCharacter,
  intersection,
  noCharacter,
  rangesOf,
  union,
} from "./code-points.ts";

/** The places where something may go wrong: both ends, and the surrogates in between. */
const watched = [
  ...Array.from({ length: 13 }, (_, index) => index),
  ...[0xd7fd, 0xd7fe, 0xd7ff, 0xd800, 0xd801, 0xdffe, 0xdfff, 0xe000, 0xe001, 0xe002],
  ...[0x10_fffd, 0x10_fffe, 0x10_ffff],
];
const isCharacter = (one: number) => one < 0xd800 || one > 0xdfff;
const ranges = fc
  .array(fc.tuple(fc.constantFrom(...watched), fc.constantFrom(...watched)), { maxLength: 4 })
  .map((pairs) => pairs.map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const));
const isIn = (pairs: readonly (readonly [number, number])[], one: number) =>
  isCharacter(one) && pairs.some(([from, to]) => from <= one && one <= to);

test("a set holds the characters of its ranges, once they are in order, apart, and free of surrogates", () => {
  fc.assert(
    fc.property(ranges, (pairs) => {
      const set = codePoints(...pairs);

      expect(watched.filter((one) => contains(set, one))).toEqual(watched.filter((one) => isIn(pairs, one)));
      expectInOrder(set);
    }),
  );
});

test("union, intersection, difference and complement hold what they say, one by one", () => {
  fc.assert(
    fc.property(ranges, ranges, (some, others) => {
      const [a, b] = [codePoints(...some), codePoints(...others)];
      const those = (is: (inA: boolean, inB: boolean) => boolean) =>
        watched.filter((one) => isCharacter(one) && is(isIn(some, one), isIn(others, one)));
      const made: readonly (readonly [CodePoints, readonly number[]])[] = [
        [union(a, b), those((inA, inB) => inA || inB)],
        [intersection(a, b), those((inA, inB) => inA && inB)],
        [difference(a, b), those((inA, inB) => inA && !inB)],
        [complement(a), those((inA) => !inA)],
      ];
      for (const [set, expected] of made) {
        expect(watched.filter((one) => contains(set, one))).toEqual(expected);
        expectInOrder(set);
      }
    }),
  );
});

test("nothing and everything are each other's rest", () => {
  expect(complement(noCharacter)).toEqual(everyCharacter);
  expect(complement(everyCharacter)).toEqual(noCharacter);
  expect(codePoints()).toEqual(noCharacter);
  expect(union()).toEqual(noCharacter);
  expect(contains(noCharacter, 0)).toBe(false);
});

/** Ascending ranges that neither overlap nor touch: one way to write each set, or equal sets would differ. */
function expectInOrder(set: CodePoints): void {
  const all = [...rangesOf(set)];
  for (const [from, to] of all) expect(from).toBeLessThanOrEqual(to);
  for (const [index, [from]] of all.entries()) {
    const [, before] = all[index - 1] ?? [0, Number.NEGATIVE_INFINITY];
    expect(from).toBeGreaterThan(before === 0xd7ff ? before : before + 1);
  }
}
