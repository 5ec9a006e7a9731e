import type { Budget } from "../budget.ts";
import type { Doubt } from "../doubt.ts";
import { stepsOfOneQuestion } from "./ask.ts";
import { intersect, type Language, leaf } from "./language.ts";
import { automatonOfPattern } from "./pattern/automaton-of-pattern.ts";
import { allowance } from "./search/allowance.ts";
import { productOf } from "./search/product.ts";
import { wordsOf } from "./search/words.ts";
import { matchesPattern } from "./trial/matches-pattern.ts";

export type StringQuestion = {
  readonly inside: Language;
  readonly minLength: number;
  /** May be infinite. */
  readonly maxLength: number;
  readonly not: ReadonlySet<string>;
  /** Patterns without a language, and whether they must match or must not. */
  readonly opaque: readonly { readonly pattern: string; readonly wanted: boolean }[];
};

/**
 * The strings that fit, each once: shortest first, of the most readable characters. Lengths count characters, not UTF-16 units.
 *
 * Its end is a proof that there are no more. Where it cannot go on without missing one, it throws.
 *
 * @throws {OutOfBudget}
 */
export function* solveStrings(question: StringQuestion, budget: Budget): Generator<string, void> {
  const { inside, not, opaque } = question;
  const minLength = Math.max(0, Math.ceil(question.minLength));
  const maxLength = Math.floor(question.maxLength);
  if (minLength > maxLength) return;
  const limited = allowance(budget, stepsOfOneQuestion, notSettled(opaque));
  const loose = opaque.flatMap((atom) => readLoosely(atom, limited));
  const product = productOf(
    intersect(inside, ...loose.filter(({ wanted }) => wanted).map(({ language }) => language)),
    loose.map(({ automaton }) => automaton.alphabet),
  );
  for (const word of wordsOf(product, minLength, maxLength, limited)) {
    limited.step();
    if (not.has(word)) continue;
    if (opaque.every(({ pattern, wanted }) => matchesPattern(pattern, word, limited) === wanted)) yield word;
  }
}

/** Words that only a pattern without an automaton refuses may go on for ever; others end with the states. */
function notSettled([irregular]: StringQuestion["opaque"]): Doubt {
  const message = "no string was found in the steps of one question, and no proof that there is none";
  if (irregular === undefined) return { code: "BUDGET_SPENT", message };
  return { code: "PATTERN_IRREGULAR", message, about: { keyword: "pattern", value: irregular.pattern } };
}

/**
 * What an opaque pattern surely asks narrows the search, and the characters that it names are worth trying: of a
 * million letters, `^((?!foo).)*$` knows just `f`, `o`, the ends of lines, and all others.
 */
function readLoosely({ pattern, wanted }: StringQuestion["opaque"][number], budget: Budget) {
  const automaton = automatonOfPattern(pattern, "loosely", budget);
  if ("reason" in automaton) return [];
  return [{ wanted, automaton, language: leaf(`loosely ${JSON.stringify(pattern)}`, automaton) }];
}
