import type { Json } from "@concordat/json";
import { Undecided } from "../budget.ts";
import type { Doubt } from "../doubt.ts";
import type { Literal } from "../terms/index.ts";

/**
 * What is known of a set of values. `empty` is a proof, a `witness` is one; `unknown` is neither and only ever stands in
 * the way of "empty".
 */
export type Outcome =
  | { readonly is: "inhabited"; readonly witness: Json }
  | { readonly is: "empty" }
  | { readonly is: "unknown"; readonly doubt: Doubt };

export const empty: Outcome = { is: "empty" };

export function inhabited(witness: Json): Outcome {
  return { is: "inhabited", witness };
}

export function unknown(doubt: Doubt): Outcome {
  return { is: "unknown", doubt };
}

/** Asks for a value of which all the literals hold: how the solvers of arrays and objects look into their parts. */
export type Solve = (goal: readonly Literal[]) => Outcome;

/** For those who can go on without: with the budget spent the answer is `unknown`, and nothing is thrown. */
export function attempt(solve: () => Outcome): Outcome {
  try {
    return solve();
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    return unknown(error.doubt);
  }
}
