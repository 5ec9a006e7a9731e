import type { Budget } from "../../budget.ts";
import { type Language, leaf } from "../language.ts";
import { automatonOfPattern } from "../pattern/automaton-of-pattern.ts";

/**
 * The language of a pattern that we wrote ourselves, so it is known to be regular.
 *
 * Its automaton lives as long as the program and charges nothing: whether an earlier question has made a state already
 * must not show in what the next one costs. The products that it takes part in do charge.
 */
export function matching(pattern: string): Language {
  const automaton = automatonOfPattern(pattern, "exactly", free);
  if ("reason" in automaton) throw new TypeError(`${pattern}: ${automaton.reason}`);
  const step = (state: number, block: number) => automaton.step(state, block, free);
  return leaf(`matches ${JSON.stringify(pattern)}`, { ...automaton, step });
}

const free: Budget = { step: () => {}, used: 0, isSpent: false };
