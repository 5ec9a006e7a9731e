/** The engines that patterns are printed for: JavaScript, RE2 (and Go's regexp), Python's re, java.util.regex. */
export type PatternEngine = "js" | "re2" | "python" | "java";

/** How an engine spells what the others spell differently. */
export type Spelling = {
  /** A character by its number, inside of a class and outside. */
  readonly codePoint: (codePoint: number) => string;
  /** The end of the text and nothing else; `$` also matches before a final line feed in Python and Java. */
  readonly end: string;
  readonly wordBoundary: string;
  readonly noWordBoundary: string;
};

const word = "[0-9A-Z_a-z]";

/**
 * Python and Java count letters of all scripts as word characters (Java up to 18, Python unless told otherwise, and its
 * `\B` failed on the empty text before 3.14), so the boundary is spelled out there. RE2 has the ASCII boundary, and no
 * look-around to spell it with.
 */
const spelledOut = {
  wordBoundary: `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`,
  noWordBoundary: `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`,
};
const native = { wordBoundary: "\\b", noWordBoundary: "\\B" };

export const spellings: Readonly<Record<PatternEngine, Spelling>> = {
  js: { codePoint: (codePoint) => `\\u{${hex(codePoint)}}`, end: "$", ...native },
  re2: { codePoint: (codePoint) => `\\x{${hex(codePoint)}}`, end: "\\z", ...native },
  python: { codePoint: pythonCodePoint, end: "\\Z", ...spelledOut },
  java: { codePoint: (codePoint) => `\\x{${hex(codePoint)}}`, end: "\\z", ...spelledOut },
};

function pythonCodePoint(codePoint: number): string {
  if (codePoint <= 0xff) return `\\x${hex(codePoint, 2)}`;
  return codePoint <= 0xffff ? `\\u${hex(codePoint, 4)}` : `\\U${hex(codePoint, 8)}`;
}

function hex(codePoint: number, width = 1): string {
  return codePoint.toString(16).toUpperCase().padStart(width, "0");
}
