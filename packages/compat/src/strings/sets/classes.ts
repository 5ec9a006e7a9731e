import { type CodePoints, codePoints, complement } from "./code-points.ts";

/** Without the flags i and s, which no JSON Schema can set. ASCII only: other engines differ, ECMA-262 does not. */
export const digits = codePoints([0x30, 0x39]);
export const wordCharacters = codePoints([0x30, 0x39], [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]);

/** WhiteSpace and LineTerminator of ECMA-262: the byte order mark is in, U+0085 and U+200B are not. */
export const spaces = codePoints(
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x16_80, 0x16_80],
  [0x20_00, 0x20_0a],
  [0x20_28, 0x20_29],
  [0x20_2f, 0x20_2f],
  [0x20_5f, 0x20_5f],
  [0x30_00, 0x30_00],
  [0xfe_ff, 0xfe_ff],
);

/** What `.` matches. */
export const notLineTerminators = complement(codePoints([0x0a, 0x0a], [0x0d, 0x0d], [0x20_28, 0x20_29]));

/**
 * The characters of `\p{…}`, asked of the engine that we run on, so that the comparison and the validators beside it
 * know the same version of Unicode. Every character is tried once; as runs in and out of the set, which the engine
 * walks in a quarter of the time that a question a character takes.
 */
export function charactersOfProperty(property: string): CodePoints {
  const known = asked.get(property);
  if (known !== undefined) return known;
  const runs = new RegExp(`(${property}+)|[^${property}]+`, "gu");
  const ranges: [number, number][] = [];
  for (const { first, width, text } of charactersInOrder())
    for (const { index, 1: run } of text.matchAll(runs)) {
      if (run === undefined) continue;
      const from = first + index / width;
      ranges.push([from, from + run.length / width - 1]);
    }
  const found = codePoints(...ranges);
  asked.set(property, found);
  return found;
}

/** Unicode has a few hundred property values, so this table cannot grow without bound. */
const asked = new Map<string, CodePoints>();

/** Pieces in which every character takes equally many UTF-16 units (`width`), so that places are code points. */
function* charactersInOrder(): Generator<{ first: number; width: 1 | 2; text: string }> {
  yield { first: 0, width: 1, text: textOf(0, 0xd7ff) };
  yield { first: 0xe000, width: 1, text: textOf(0xe000, 0xffff) };
  for (let first = 0x1_0000; first <= 0x10_ffff; first += 0x1000)
    yield { first, width: 2, text: textOf(first, first + 0xfff) };
}

/** By hand, for this is the larger half of the work: `Array.from` would double it. */
function textOf(first: number, last: number): string {
  let text = "";
  const piece: number[] = [];
  for (let codePoint = first; codePoint <= last; codePoint += 1) {
    piece.push(codePoint);
    if (piece.length < 0x1000 && codePoint < last) continue;
    text += String.fromCodePoint(...piece);
    piece.length = 0;
  }
  return text;
}
