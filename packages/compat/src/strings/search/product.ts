import type { Budget } from "../../budget.ts";
import type { State } from "../automaton.ts";
import type { Language } from "../language.ts";
import { type Alphabet, type CommonLetter, commonLetters } from "../sets/alphabet.ts";
import { byReadability, readabilityOf } from "../sets/readable.ts";
import { fateOf, formulaOf, holdsAt, restIrrelevant } from "./formula.ts";

/**
 * All automata of a language walked at once, layer by layer: after `n` layers it knows everything about words of up to
 * `n` characters. A short witness is then found in time even where all states together would be too many.
 */
export type Product = {
  /** Most readable first. */
  readonly letters: readonly Letter[];
  /** Where each letter leads from a state, `nowhere` if the word is lost; empty for states of the last layer. */
  readonly edges: readonly (readonly State[])[];
  readonly accepts: readonly boolean[];
  readonly layers: number;
  /** No state is left whose letters were not tried: longer words need no more layers. */
  readonly isComplete: boolean;
  grow(layers: number, budget: Budget): void;
};

/** Characters that no automaton of the product tells apart, as ranges by readability. */
export type Letter = { readonly ranges: readonly number[] };

export const nowhere = -1;

/**
 * State 0 is the start. No states at all: the language is seen to be empty.
 *
 * `also` keeps more characters apart than the language does, for the sake of whoever looks at the words afterwards.
 */
export function productOf(language: Language, also: readonly Alphabet[] = []): Product {
  const { formula, automata } = formulaOf(language);
  const alphabets = [...automata.map(({ alphabet }) => alphabet), ...also];
  const letters = readableLetters(commonLetters(alphabets));
  const costOfState = 2 + Math.floor((letters.length * automata.length) / 4);
  const numbers = new Map<string, State>();
  const places: (readonly State[])[] = [];
  const edges: State[][] = [];
  const accepts: boolean[] = [];
  let layers = 0;
  let tried = 0;

  const numberOf = (states: readonly State[]): State => {
    const fate = fateOf(formula, states);
    if (fate === false) return nowhere;
    const rested = restIrrelevant(formula, states);
    const key = fate === true ? "all" : rested.join();
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, places.length);
    accepts.push(holdsAt(formula, automata, rested));
    edges.push([]);
    return places.push(rested) - 1;
  };

  numberOf(automata.map(({ start }) => start));

  return {
    letters,
    edges,
    accepts,
    get layers() {
      return layers;
    },
    get isComplete() {
      return tried === places.length;
    },
    grow(wanted, budget) {
      for (; layers < wanted && tried < places.length; layers += 1)
        for (const end = places.length; tried < end; tried += 1) {
          budget.step(costOfState);
          const states = places[tried] ?? [];
          edges[tried] = letters.map(({ blocks }) =>
            numberOf(automata.map((it, which) => it.step(states[which] ?? 0, blocks[which] ?? 0, budget))),
          );
        }
    },
  };
}

function readableLetters(letters: readonly CommonLetter[]): (CommonLetter & Letter)[] {
  return letters
    .filter(({ characters }) => characters.length > 0)
    .map((letter) => ({ ...letter, ranges: byReadability(letter.characters) }))
    .sort((a, b) => readabilityOf(a.ranges[0] ?? 0) - readabilityOf(b.ranges[0] ?? 0));
}
