import type { Rational } from "./rational.ts";

/** What a literal may ask of a number. */
export type NumberAtom =
  | { readonly kind: "at-least"; readonly bound: Rational }
  | { readonly kind: "greater-than"; readonly bound: Rational }
  | { readonly kind: "multiple-of"; readonly of: Rational }
  | { readonly kind: "one-of"; readonly values: readonly number[] };
