import fc from "fast-check";
import { isFull, numRunsOf } from "../../testing/num-runs.ts";

/** A handful of characters of different kinds: word and other, short and long, one that `.` refuses. */
export const characters = ["a", "b", "\n", "😀", "-"] as const;

/** All words of up to so many characters: 781 for four. */
export function wordsUpTo(length: number): string[] {
  const words = [""];
  for (let from = 0, round = 0; round < length; round += 1) {
    const longest = words.slice(from);
    from = words.length;
    for (const word of longest) for (const character of characters) words.push(word + character);
  }
  return words;
}

const single = fc.constantFrom(
  "a",
  "b",
  "-",
  "😀",
  ".",
  "\\w",
  "\\W",
  "\\s",
  "[ab]",
  "[^a]",
  "[^]",
  "\\p{L}",
  "\\P{L}",
  "[\\w-]",
);
const assertion = fc.constantFrom("^", "$", "\\b", "\\B");
const count = fc.constantFrom("*", "+", "?", "{2}", "{0,2}", "{1,3}", "{2,}", "*?", "+?", "{0}");

/** Patterns of ECMA-262 with the flag u, assertions anywhere; deeper they get the rarer they are. */
const patternsOf = (more: readonly fc.Arbitrary<string>[], around: readonly string[]) =>
  fc.letrec<{ pattern: string; element: string; sequence: string }>((tie) => ({
    pattern: fc.array(tie("sequence"), { minLength: 1, maxLength: 3 }).map((all) => all.join("|")),
    sequence: fc.array(tie("element"), { maxLength: 4 }).map((all) => all.join("")),
    element: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      single,
      assertion,
      fc.tuple(single, count).map((parts) => parts.join("")),
      ...more,
      tie("pattern").map((inner) => `(?:${inner})`),
      fc.tuple(tie("pattern"), count).map(([inner, times]) => `(${inner})${times}`),
      ...around.map((opening) => tie("pattern").map((inner) => `${opening}${inner})`)),
    ),
  })).pattern;

export const regularPattern = patternsOf([], []);

const around = ["(?=", "(?!", "(?<=", "(?<!"];

/** With look-arounds anywhere. */
export const lookingPattern = patternsOf([], around);

/** With look-arounds and back-references, to groups that exist. */
export const irregularPattern = patternsOf([fc.constantFrom("\\1", "\\2")], [...around, "("]).map(
  (pattern) => `${pattern}|(-)(b)`,
);

export const numRuns = numRunsOf(150, 10_000);
export const patience = { timeout: isFull ? 300_000 : 30_000 };
