import { expect, test } from "vitest";
import { codePoints, contains, everyCharacter, rangesOf } from "./code-points.ts";
import { byReadability, readabilityOf } from "./readable.ts";

const show = (text: string) =>
  codePoints(...Array.from(text, (one) => [one.codePointAt(0) ?? 0, one.codePointAt(0) ?? 0] as const));
const charactersIn = (ranges: readonly number[]) =>
  [...rangesOf(ranges)].flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)),
  );

test.each([
  ["small letters before capitals before digits", "0Aa9Zz", "azAZ09"],
  ["what names are made of before other signs, a blank after all signs", " !-._~", "-._!~ "],
  ["letters of Europe, Greece and Russia, then of China, then faces", "😀жαß中", "ßαж中😀"],
  ["what one cannot see after all that one can", "\u0000\n\u00adé\u{e0001}", "é\n\u00ad\u{e0001}\u0000"],
  ["digits before what joins them", "-0", "0-"],
  ["a blank before what breaks lines, and that before other controls", "\u0007\n\r ", " \n\r\u0007"],
  ["faces before signs of Europe", "¡😀", "😀¡"],
  ["letters of Europe before what is set upon them", "\u0300Āѐ\u048a", "Āѐ\u048a\u0300"],
  [
    "what the first plane holds before what lies beyond",
    "\u{10000}\u2013\u2030\u2070",
    "\u2013\u2030\u2070\u{10000}",
  ],
  ["what lies beyond before controls", "\n\u{10000}\u{20000}\u{30000}", "\u{10000}\u{20000}\u{30000}\n"],
  ["places without a character after both", "\u{1fffe}\u{20000}\t", "\u{20000}\t\u{1fffe}"],
  ["a letter in both cases: the capital", "Tt", "Tt"],
  ["the first and the last letter, too", "Aa", "Aa"],
  ["and the last", "Zz", "Zz"],
  ["two capitals and two small letters are no such pair", "ABab", "abAB"],
  ["nor are two letters that are not each other's", "Tu", "uT"],
  ["nor signs as far apart as the cases of a letter", "@`", "@`"],
  ["nor signs behind them", "[{", "[{"],
  ["nor a small letter with what stands as far behind it", "a\u0081", "a\u0081"],
])("%s", (_, given, expected) => {
  expect(charactersIn(byReadability(show(given))).join("")).toBe(expected);
});

test("the range of capitals beside that of small letters is no pair of cases", () => {
  expect(byReadability(codePoints([0x41, 0x42], [0x61, 0x62]))).toEqual([0x61, 0x62, 0x41, 0x42]);
  expect(byReadability(codePoints([0x41, 0x41], [0x61, 0x62]))).toEqual([0x61, 0x62, 0x41, 0x41]);
  expect(byReadability(codePoints([0x41, 0x41], [0x61, 0x61], [0x63, 0x63]))).toEqual([
    ...[0x61, 0x61, 0x63, 0x63],
    ...[0x41, 0x41],
  ]);
});

test("in the order of readability stands every character, each once, from the most readable to the least", () => {
  const ordered = [...rangesOf(byReadability(everyCharacter))];
  const sorted = ordered.toSorted((a, b) => a[0] - b[0]);
  let next = 0;
  for (const [from, to] of sorted) {
    expect(from).toBe(next === 0xd800 ? 0xe000 : next);
    next = to + 1;
  }
  expect(next).toBe(0x11_0000);
  const ranks = ordered.flatMap(([from, to]) => [readabilityOf(from), readabilityOf(to)]);
  for (const [index, rank] of ranks.entries())
    if (index > 0) expect(rank).toBeGreaterThanOrEqual(ranks[index - 1] ?? Number.NaN);
  expect(new Set(ordered.map(([from]) => readabilityOf(from))).size).toBe(ordered.length);
  expect(contains(everyCharacter, 0xd800)).toBe(false);
});
