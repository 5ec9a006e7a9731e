import type { Json } from "@concordat/json";
import type { Literal } from "../terms/index.ts";

/**
 * What is known of a set of values. `empty` is a proof, a `witness` is one; `unknown` is neither and only ever stands in
 * the way of "empty".
 */
export type Outcome =
  | { readonly is: "inhabited"; readonly witness: Json }
  | { readonly is: "empty" }
  | { readonly is: "unknown"; readonly reason: string };

export const empty: Outcome = { is: "empty" };

export function inhabited(witness: Json): Outcome {
  return { is: "inhabited", witness };
}

export function unknown(reason: string): Outcome {
  return { is: "unknown", reason };
}

/** Asks for a value of which all the literals hold: how the solvers of arrays and objects look into their parts. */
export type Solve = (goal: Iterable<Literal>) => Outcome;
