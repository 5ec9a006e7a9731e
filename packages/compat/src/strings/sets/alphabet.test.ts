import fc from "fast-check";
import { expect, test } from "vitest";
import { alphabetOf, blockOf, commonLetters } from "./alphabet.ts";
import { codePoints, contains, everyCharacter, rangesOf } from "./code-points.ts";

const watched = [...Array.from({ length: 10 }, (_, index) => index), 0xd7ff, 0xe000, 0x10_fffe, 0x10_ffff];
const range = fc
  .tuple(fc.constantFrom(...watched), fc.constantFrom(...watched))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const sets = fc.array(
  fc.array(range, { maxLength: 3 }).map((pairs) => codePoints(...pairs)),
  { maxLength: 4 },
);

test("two characters are of one block exactly if no set tells them apart, and each set knows its blocks", () => {
  fc.assert(
    fc.property(sets, (all) => {
      const { alphabet, holds } = alphabetOf(all);
      const seen = (one: number) => all.map((set) => contains(set, one)).join();
      for (const one of watched) {
        expect(all.map((_, index) => holds[index]?.[blockOf(alphabet, one)])).toEqual(
          all.map((set) => contains(set, one)),
        );
        for (const other of watched)
          expect(blockOf(alphabet, one) === blockOf(alphabet, other)).toBe(seen(one) === seen(other));
      }
      expect(alphabet.size).toBe(new Set(alphabet.blocks).size);
      expect(Math.max(...alphabet.blocks)).toBe(alphabet.size - 1);
      expect(alphabet.cuts[0]).toBe(0);
      expect(alphabet.cuts.toSorted((a, b) => a - b)).toEqual(alphabet.cuts);
    }),
    { numRuns: 200 },
  );
});

test("each character is in exactly one common letter, which says its block in every alphabet", () => {
  fc.assert(
    fc.property(fc.array(sets, { maxLength: 3 }), (groups) => {
      const alphabets = groups.map((all) => alphabetOf(all).alphabet);
      const letters = commonLetters(alphabets);
      for (const one of watched) {
        const own = letters.filter(({ characters }) => contains(characters, one));
        expect(own.map(({ blocks }) => blocks)).toEqual([
          alphabets.map((alphabet) => blockOf(alphabet, one)),
        ]);
      }
      const keys = letters.map(({ blocks }) => blocks.join());
      expect(new Set(keys).size).toBe(keys.length);
      expect(letters.flatMap(({ characters }) => [...rangesOf(characters)]).length).toBeLessThanOrEqual(
        1 + new Set([0xe000, ...alphabets.flatMap(({ cuts }) => cuts)]).size,
      );
    }),
    { numRuns: 200 },
  );
});

test("without alphabets all characters are one letter", () => {
  expect(commonLetters([])).toEqual([{ blocks: [], characters: everyCharacter }]);
});
