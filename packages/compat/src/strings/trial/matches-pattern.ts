import { type Budget, OutOfBudget } from "../../budget.ts";
import { parsePattern } from "../pattern/parse-pattern.ts";
import { type Captures, createTrial } from "./attempt.ts";
import { type CompiledPattern, compile } from "./compile.ts";

/**
 * Whether a pattern finds something in a word, decided by trying, as ECMA-262 describes it.
 *
 * The engine's own `RegExp` is not asked: a pattern may come from a stranger, some take longer than anyone lives, and an
 * engine once started cannot be stopped. Here every attempt is paid for. Slower, but the words are short.
 *
 * @throws {OutOfBudget}
 */
export function matchesPattern(pattern: string, word: string, budget: Budget): boolean {
  const { attempt, groups } = compiledOnce(pattern, budget);
  const trial = createTrial(word, pattern, budget);
  const nothing: Captures = Array.from({ length: groups }, () => undefined);
  for (let start = 0; start <= trial.text.length; start += 1)
    if (attempt(trial, start, nothing, () => true)) return true;
  return false;
}

function compiledOnce(pattern: string, budget: Budget): CompiledPattern {
  const known = compiledFor.get(budget) ?? new Map<string, CompiledPattern>();
  compiledFor.set(budget, known);
  const compiled = known.get(pattern) ?? compileText(pattern);
  known.set(pattern, compiled);
  return compiled;
}

/** As long as a budget lives; a process that meets many patterns keeps none of them for ever. */
const compiledFor = new WeakMap<Budget, Map<string, CompiledPattern>>();

function compileText(pattern: string): CompiledPattern {
  const tree = parsePattern(pattern);
  if (!("reason" in tree)) return compile(tree);
  throw new OutOfBudget({
    code: "PATTERN_IRREGULAR",
    message: `no word can be tried on ${pattern.slice(0, 80)}: ${tree.reason}`,
    about: { keyword: "pattern", value: pattern },
  });
}
