import { type CodePoints, codePoints, rangesOf } from "./code-points.ts";

/**
 * All code points divided into blocks whose members an automaton cannot tell apart. A dozen blocks stand for a million
 * characters.
 */
export type Alphabet = {
  /** Where segments begin: ascending, from 0. */
  readonly cuts: readonly number[];
  /** The block of each segment, numbered from 0. */
  readonly blocks: readonly number[];
  /** How many blocks there are. */
  readonly size: number;
};

/** The coarsest alphabet that keeps apart what any of the sets does, and for each set whether it holds each block. */
export function alphabetOf(sets: readonly CodePoints[]): {
  readonly alphabet: Alphabet;
  readonly holds: readonly (readonly boolean[])[];
} {
  const togglesAt = new Map<number, bigint>([[0, 0n]]);
  sets.forEach((set, index) => {
    const bit = 1n << BigInt(index);
    for (const [from, to] of rangesOf(set))
      for (const edge of [from, to + 1]) togglesAt.set(edge, (togglesAt.get(edge) ?? 0n) ^ bit);
  });
  // One bit a set: which sets hold the segment that we stand in.
  let holders = 0n;
  const cuts: number[] = [];
  const blocks: number[] = [];
  const blockOfHolders = new Map<bigint, number>();
  for (const [cut, toggles] of [...togglesAt].sort((a, b) => a[0] - b[0])) {
    holders ^= toggles;
    cuts.push(cut);
    blocks.push(numberOf(blockOfHolders, holders));
  }
  const signatures = [...blockOfHolders.keys()];
  const holds = sets.map((_, index) =>
    signatures.map((signature) => ((signature >> BigInt(index)) & 1n) === 1n),
  );
  return { alphabet: { cuts, blocks, size: signatures.length }, holds };
}

/** What several automata see at once: a letter has one block in each of their alphabets. */
export type CommonLetter = { readonly blocks: readonly number[]; readonly characters: CodePoints };

export function commonLetters(alphabets: readonly Alphabet[]): CommonLetter[] {
  const cuts = [...new Set([0, ...alphabets.flatMap(({ cuts }) => cuts)])].sort((a, b) => a - b);
  const places = alphabets.map(() => 0);
  const rangesOfLetter = new Map<
    string,
    { readonly blocks: readonly number[]; readonly ranges: [number, number][] }
  >();
  cuts.forEach((from, index) => {
    const to = (cuts[index + 1] ?? 0x11_0000) - 1;
    if (to < from) return;
    const blocks = alphabets.map((alphabet, which) => {
      let place = places[which] ?? 0;
      while ((alphabet.cuts[place + 1] ?? Number.POSITIVE_INFINITY) <= from) place += 1;
      places[which] = place;
      return alphabet.blocks[place] ?? 0;
    });
    const key = blocks.join();
    const letter = rangesOfLetter.get(key) ?? { blocks, ranges: [] };
    rangesOfLetter.set(key, letter);
    letter.ranges.push([from, to]);
  });
  return [...rangesOfLetter.values()].map(({ blocks, ranges }) => ({
    blocks,
    characters: codePoints(...ranges),
  }));
}

export function blockOf(alphabet: Alphabet, codePoint: number): number {
  let low = 0;
  let high = alphabet.cuts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((alphabet.cuts[middle] ?? 0) <= codePoint) low = middle;
    else high = middle;
  }
  return alphabet.blocks[low] ?? 0;
}

function numberOf(numbers: Map<bigint, number>, key: bigint): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}
