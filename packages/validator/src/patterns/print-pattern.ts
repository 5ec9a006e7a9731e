import type { AST } from "@eslint-community/regexpp";
import { codePointsOf } from "./classes.ts";
import { type CodePoints, complement, lastCodePoint, withoutSurrogates } from "./code-points.ts";
import { type PatternEngine, type Spelling, spellings } from "./engines.ts";
import { parsePattern } from "./parse-pattern.ts";

/**
 * Prints a pattern for one engine, so that it matches the same texts in all of them.
 *
 * Every class is written out (`\d`, `\s`, `.`, `\p{…}` each mean something else somewhere), the end of the text is the
 * end, names and laziness of groups are dropped since only the verdict counts. The result is the pattern itself; how it
 * becomes a string literal is up to the language it is put into. It is searched for anywhere in the text, as JSON Schema has it.
 *
 * `\p{…}` is written out with the Unicode tables of the Node that runs this.
 *
 * @throws {ValidatorError} what {@link parsePattern} throws
 */
export function printPattern(pattern: string, engine: PatternEngine): string {
  return printAlternatives(parsePattern(pattern).alternatives, spellings[engine]);
}

function printAlternatives(alternatives: readonly AST.Alternative[], spelling: Spelling): string {
  return alternatives
    .map(({ elements }) => elements.map((element) => printElement(element, spelling)).join(""))
    .join("|");
}

function printElement(element: AST.Element, spelling: Spelling): string {
  switch (element.type) {
    case "Group":
    case "CapturingGroup":
      return `(?:${printAlternatives(element.alternatives, spelling)})`;
    case "Quantifier":
      return printElement(element.element, spelling) + printCount(element);
    case "Assertion":
      return printAssertion(element, spelling);
    case "Character":
    case "CharacterSet":
    case "CharacterClass":
    case "ExpressionCharacterClass":
      return printSet(codePointsOf(element), spelling);
    case "Backreference":
      throw new TypeError("parsePattern lets no back-reference through");
  }
}

function printCount({ min, max }: AST.Quantifier): string {
  if (max === Number.POSITIVE_INFINITY) return ["*", "+"][min] ?? `{${min},}`;
  if (min === 0 && max === 1) return "?";
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

function printAssertion(assertion: AST.Assertion, spelling: Spelling): string {
  switch (assertion.kind) {
    case "start":
      return "^";
    case "end":
      return spelling.end;
    case "word":
      return assertion.negate ? spelling.noWordBoundary : spelling.wordBoundary;
    default:
      throw new TypeError("parsePattern lets no look-around through");
  }
}

/** A set that reaches the last code point reads better by what it leaves out: `[^a]`. */
function printSet(set: CodePoints, spelling: Spelling): string {
  const [first] = set;
  if (set.length === 1 && first !== undefined && first[0] === first[1])
    return printCharacter(first[0], spelling, special);
  const left = withoutSurrogates(complement(set));
  if (first === undefined || left.length === 0) {
    const everything = `${spelling.codePoint(0)}-${spelling.codePoint(lastCodePoint)}`;
    return first === undefined ? `[^${everything}]` : `[${everything}]`;
  }
  const isOpen = set.at(-1)?.[1] === lastCodePoint;
  const members = (isOpen ? left : set).map(([from, to]) => {
    const [low, high] = [from, to].map((codePoint) => printCharacter(codePoint, spelling, specialInClass));
    return from === to ? low : `${low}${to > from + 1 ? "-" : ""}${high}`;
  });
  return `[${isOpen ? "^" : ""}${members.join("")}]`;
}

const special = /[$()*+.?[\\\]^{|}]/;
/** `&`, `~`, `|` and `#` begin set operations or comments in one engine or another, now or in announced versions. */
const specialInClass = /[#&[\\\]^~|-]/;

function printCharacter(codePoint: number, spelling: Spelling, needsEscape: RegExp): string {
  const character = String.fromCodePoint(codePoint);
  if (!/[ -~]/.test(character)) return spelling.codePoint(codePoint);
  // Under the flag u JavaScript accepts a backslash before its own special characters only; hexadecimal is always right.
  if (!needsEscape.test(character)) return character;
  return special.test(character) || character === "-" ? `\\${character}` : spelling.codePoint(codePoint);
}
