import type { Budget } from "../../budget.ts";
import type { Automaton } from "../automaton.ts";
import { irregularIn } from "./irregular.ts";
import { nfaOf } from "./nfa.ts";
import { type Opaque, parsePattern } from "./parse-pattern.ts";
import { automatonOfNfa } from "./subsets.ts";

/**
 * One automaton for a whole pattern that is regular as it stands. Read loosely, look-arounds are taken to hold and
 * back-references to match anything, so the automaton may accept more than the pattern does, never less.
 */
export function automatonOfPattern(
  pattern: string,
  reading: "exactly" | "loosely",
  budget: Budget,
): Automaton | Opaque {
  const tree = parsePattern(pattern);
  if ("reason" in tree) return tree;
  const reason = irregularIn(tree.alternatives, reading);
  if (reason !== undefined) return { reason };
  const alternatives = tree.alternatives.map(({ elements }) => elements);
  const nfa = nfaOf({ alternatives, fromStart: false, toEnd: false });
  budget.step(1 + Math.floor(nfa.nodes.length / 8));
  return automatonOfNfa(nfa);
}
