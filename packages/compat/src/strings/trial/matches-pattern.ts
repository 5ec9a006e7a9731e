import { type AST, visitRegExpAST } from "@eslint-community/regexpp";
import { type Budget, OutOfBudget } from "../../budget.ts";
import { parsePattern } from "../pattern/parse-pattern.ts";
import { type Captures, createTrial } from "./attempt.ts";
import { compile } from "./compile.ts";
import { compilePlaces } from "./places.ts";

/**
 * Whether a pattern finds something in a word, decided by trying, as ECMA-262 describes it.
 *
 * The engine's own `RegExp` is not asked: a pattern may come from a stranger, some take longer than anyone lives, and an
 * engine once started cannot be stopped. Here every attempt is paid for. Slower, but the words are short.
 *
 * @throws {OutOfBudget}
 */
export function matchesPattern(pattern: string, word: string, budget: Budget): boolean {
  const text = Array.from(word, (character) => character.codePointAt(0) ?? 0);
  return compiledOnce(pattern, budget)(text, budget);
}

type Finds = (text: readonly number[], budget: Budget) => boolean;

function compiledOnce(pattern: string, budget: Budget): Finds {
  const known = compiledFor.get(budget) ?? new Map<string, Finds>();
  compiledFor.set(budget, known);
  const compiled = known.get(pattern) ?? compileText(pattern);
  known.set(pattern, compiled);
  return compiled;
}

/** As long as a budget lives; a process that meets many patterns keeps none of them for ever. */
const compiledFor = new WeakMap<Budget, Map<string, Finds>>();

function compileText(pattern: string): Finds {
  const tree = parsePattern(pattern);
  if (!("reason" in tree)) return refersBack(tree) ? compileAttempts(tree, pattern) : compilePlaces(tree);
  throw new OutOfBudget({
    code: "PATTERN_IRREGULAR",
    message: `no word can be tried on ${pattern.slice(0, 80)}: ${tree.reason}`,
    about: { keyword: "pattern", value: pattern },
  });
}

/** One way after the other, as back-references need it: what a group has captured depends on the way. */
function compileAttempts(tree: AST.Pattern, pattern: string): Finds {
  const { attempt, groups } = compile(tree);
  const nothing: Captures = Array.from({ length: groups }, () => undefined);
  return (text, budget) => {
    const trial = createTrial(text, pattern, budget);
    for (let start = 0; start <= text.length; start += 1)
      if (attempt(trial, start, nothing, () => true)) return true;
    return false;
  };
}

function refersBack(tree: AST.Pattern): boolean {
  let found = false;
  visitRegExpAST(tree, {
    onBackreferenceEnter: () => {
      found = true;
    },
  });
  return found;
}
