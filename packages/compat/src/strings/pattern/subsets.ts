import { type Automaton, allAccepted, nothingLeft, type State } from "../automaton.ts";
import { alphabetOf } from "../sets/alphabet.ts";
import { wordCharacters } from "../sets/classes.ts";
import type { Nfa } from "./nfa.ts";
import { reachesDoneLater } from "./useful.ts";

/**
 * The subset construction, one state at a time, with the checks of places inside.
 *
 * A state is the set of NFA nodes that are waiting to read or to check, plus what `\b` needs to know: whether the
 * character before was a word character. A check is decided at the next step, when the character after is known too.
 * A set that holds the accepting node is collapsed into one state at once: otherwise `x{40}` somewhere in a word would
 * remember every place where a match may have begun, 2⁴⁰ sets of them.
 */
export function automatonOfNfa(nfa: Nfa): Automaton {
  const { nodes } = nfa;
  // Word characters apart from the rest only where a pattern asks for edges: each block more is work for every product.
  const asksForEdges = nodes.some(isEdge);
  const { alphabet, holds } = alphabetOf(asksForEdges ? [...nfa.sets, wordCharacters] : nfa.sets);
  const isWordBlock = holds[nfa.sets.length] ?? [];
  const isUsefulLater = reachesDoneLater(nfa);
  const numbers = new Map<string, State>();
  const subsets: Subset[] = [];

  const numberOf = (key: string, subset: Subset): State => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, subsets.length);
    return subsets.push(subset) - 1;
  };

  /** Follows forks and checks of the start until every node waits for a character or for the place to be known. */
  const settle = (from: Iterable<number>, isAtStart: boolean): Set<number> | "done" => {
    const seen = new Set<number>();
    const waiting = new Set<number>();
    const agenda = [...from];
    for (let index = agenda.pop(); index !== undefined; index = agenda.pop()) {
      if (seen.has(index) || (!isAtStart && isUsefulLater[index] !== true)) continue;
      seen.add(index);
      const node = nodes[index];
      if (node?.kind === "done") return "done";
      if (node?.kind === "fork") for (const next of node.next) agenda.push(next);
      else if (node?.kind === "check" && node.place === "start") {
        if (isAtStart) agenda.push(node.next);
      } else waiting.add(index);
    }
    return waiting;
  };

  const stateOf = (from: Iterable<number>, isAtStart: boolean, isAfterWord: boolean): State => {
    const settled = settle(from, isAtStart);
    if (settled === "done") return allAccepted;
    if (settled.size === 0) return nothingLeft;
    const waiting = [...settled].sort((a, b) => a - b);
    // A check of the end may have a check of the edge behind it, so any check is a reason to remember.
    const remembers = isAfterWord && asksForEdges && waiting.some((index) => nodes[index]?.kind === "check");
    const key = `${isAtStart ? "^" : ""}${remembers ? "w" : ""} ${waiting.join()}`;
    return numberOf(key, { waiting, isAtStart, isAfterWord: remembers, next: [], reads: [] });
  };

  /** The nodes that wait for a character once all checks are decided by what comes next. */
  const decide = (subset: Subset, comes: "word" | "other" | "end"): readonly number[] | "done" => {
    const isAtEdge = subset.isAfterWord !== (comes === "word");
    const reads = new Set<number>();
    const passed = new Set<number>();
    const agenda = [...subset.waiting];
    for (let index = agenda.pop(); index !== undefined; index = agenda.pop()) {
      const node = nodes[index];
      if (node?.kind === "read") reads.add(index);
      if (node?.kind !== "check" || passed.has(index)) continue;
      passed.add(index);
      const holdsHere = node.place === "end" ? comes === "end" : (node.place === "edge") === isAtEdge;
      if (!holdsHere) continue;
      const settled = settle([node.next], subset.isAtStart);
      if (settled === "done") return "done";
      agenda.push(...settled);
    }
    return [...reads];
  };

  // The two numbers that every automaton shares.
  const noNodes = { waiting: [], isAtStart: false, isAfterWord: false, next: [], reads: [] };
  numberOf("nothing left", noNodes);
  numberOf("all accepted", noNodes);

  return {
    alphabet,
    start: stateOf([nfa.entry], true, false),
    step(state, block, budget) {
      const subset = subsets[state];
      if (subset === undefined || state === nothingLeft || state === allAccepted) return state;
      const known = subset.next[block];
      if (known !== undefined) return known;
      budget.step(costOf(subset));
      const isWord = isWordBlock[block] === true;
      const which = isWord ? 1 : 0;
      const reads = subset.reads[which] ?? decide(subset, isWord ? "word" : "other");
      subset.reads[which] = reads;
      const next =
        reads === "done" ? allAccepted : stateOf(readBlock(nfa, holds, reads, block), false, isWord);
      subset.next[block] = next;
      return next;
    },
    accepts(state) {
      const subset = subsets[state];
      if (subset === undefined || state === nothingLeft) return false;
      subset.accepts ??= state === allAccepted || decide(subset, "end") === "done";
      return subset.accepts;
    },
  };
}

type Subset = {
  readonly waiting: readonly number[];
  readonly isAtStart: boolean;
  readonly isAfterWord: boolean;
  /** By block, as far as asked. */
  readonly next: State[];
  /** Before another character, before a word character. */
  readonly reads: (readonly number[] | "done")[];
  accepts?: boolean;
};

/** Less for a further block than for the first, so that a budget means about the same time whatever the pattern. */
function costOf({ waiting, next }: Subset): number {
  return next.length === 0 ? 2 + Math.floor(waiting.length / 4) : Math.floor(waiting.length / 32);
}

function isEdge(node: Nfa["nodes"][number] | undefined): boolean {
  return node?.kind === "check" && (node.place === "edge" || node.place === "no-edge");
}

function* readBlock(
  { nodes }: Nfa,
  holds: readonly (readonly boolean[])[],
  reads: readonly number[],
  block: number,
): Generator<number> {
  for (const index of reads) {
    const node = nodes[index];
    if (node?.kind === "read" && holds[node.set]?.[block] === true) yield node.next;
  }
}
