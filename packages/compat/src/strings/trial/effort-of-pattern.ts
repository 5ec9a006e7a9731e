import type { AST } from "@eslint-community/regexpp";
import { type Budget, createBudget, OutOfBudget } from "../../budget.ts";
import { parsePattern } from "../pattern/parse-pattern.ts";
import { createTrial } from "./attempt.ts";
import { compile } from "./compile.ts";
import { effortOfWays } from "./ways.ts";

/**
 * How many attempts an engine that goes back, as JavaScript's own does, makes at most until it has decided whether the
 * pattern finds something in the word. It cannot be stopped once it runs, so this is asked before it is let loose: on
 * forty letters `^(a+)+b$` takes it longer than anyone waits, though the same is decided here at a glance.
 *
 * Most words are decided, well or badly, in few attempts, which are simply made; of the others the ways are counted.
 * Infinity where neither comes to an end. A pattern that does not parse is nobody's effort: engines refuse it too.
 */
export function effortOfPattern(pattern: string, word: string, budget: Budget): number {
  const tree = parsePattern(pattern);
  if ("reason" in tree) return pattern.length > mostCharacters ? Number.POSITIVE_INFINITY : 1;
  const text = Array.from(word, (character) => character.codePointAt(0) ?? 0);
  const within = (most: number, ask: (own: Budget) => number): number | undefined => {
    const own = createBudget(most);
    const answer = told(() => ask(own));
    budget.step(Math.min(own.used, most));
    return answer;
  };
  return (
    within(mostTried, (own) => attempts(tree, text, pattern, own)) ??
    within(mostCounted, (own) => effortOfWays(tree, text, own)) ??
    Number.POSITIVE_INFINITY
  );
}

/** In steps: what is tried for real, and what counting may take. */
const mostTried = 2000;
const mostCounted = 20_000;

/** Longer ones are not parsed. */
const mostCharacters = 50_000;

function attempts(tree: AST.Pattern, text: readonly number[], pattern: string, budget: Budget): number {
  const { attempt, groups } = compile(tree);
  const trial = createTrial(text, pattern, budget);
  const nothing = Array.from({ length: groups }, () => undefined);
  for (let start = 0; start <= text.length; start += 1) if (attempt(trial, start, nothing, () => true)) break;
  return 8 * budget.used;
}

/** What cannot be told one way may be told another, or not at all. */
function told(ask: () => number): number | undefined {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof OutOfBudget)) throw error;
    return undefined;
  }
}
