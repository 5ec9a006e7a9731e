import { type Automaton, nothingLeft, type State } from "./automaton.ts";
import { emptyLanguage, type Language, leaf } from "./language.ts";
import { type Alphabet, blockOf } from "./sets/alphabet.ts";

export function languageOfWords(words: Iterable<string>): Language {
  const sorted = [...new Set(words)].sort();
  return sorted.length === 0
    ? emptyLanguage
    : leaf(`words ${JSON.stringify(sorted)}`, automatonOfWords(sorted));
}

/** A tree of beginnings. */
function automatonOfWords(words: readonly string[]): Automaton {
  const alphabet = alphabetOfWords(words);
  const branches: Map<number, State>[] = [];
  const ends = new Set<State>();
  const grow = (): State => branches.push(new Map()) - 1;
  // The numbers of `nothingLeft` and `allAccepted`, which have no branches.
  grow();
  grow();
  const start = grow();
  for (const word of words) {
    let state = start;
    for (const character of word) {
      const block = blockOf(alphabet, character.codePointAt(0) ?? 0);
      const next = branches[state]?.get(block) ?? grow();
      branches[state]?.set(block, next);
      state = next;
    }
    ends.add(state);
  }
  return {
    alphabet,
    start,
    step: (state, block) => branches[state]?.get(block) ?? nothingLeft,
    accepts: (state) => ends.has(state),
  };
}

/** A block for each character that occurs, and block 0 for all others. */
function alphabetOfWords(words: readonly string[]): Alphabet {
  const occurring = new Set(
    words.flatMap((word) => Array.from(word, (character) => character.codePointAt(0) ?? 0)),
  );
  const cuts = [...new Set([0, ...[...occurring].flatMap((one) => [one, one + 1])])].sort((a, b) => a - b);
  let size = 1;
  const blocks = cuts.map((cut) => (occurring.has(cut) ? size++ : 0));
  return { cuts, blocks, size };
}
