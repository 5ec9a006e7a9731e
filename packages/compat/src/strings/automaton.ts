import type { Budget } from "../budget.ts";
import type { Alphabet } from "./sets/alphabet.ts";

/**
 * A deterministic automaton whose states are made when they are first asked for. `(a|b)*a(a|b){14}` has 2¹⁵ of them,
 * but a question about words of ten letters meets a thousand.
 */
export type Automaton = {
  readonly alphabet: Alphabet;
  readonly start: State;
  step(state: State, block: number, budget: Budget): State;
  accepts(state: State): boolean;
};

export type State = number;

/** No word leads on from here. Every automaton calls this state by this number. */
export const nothingLeft: State = 0;
/** Whatever follows, the word is in. One number for this as well, so that products see when a part has made up its mind. */
export const allAccepted: State = 1;
