import type { Scalar, TypeSet } from "./json-type.ts";

/**
 * A proposition about one JSON value: the number of a node, negative for its negation. Equal propositions of both
 * schemas have equal numbers, so `A ∧ ¬A` is seen at a glance, however large `A` is.
 */
export type Literal = number;

/**
 * What a positive literal says. A node that speaks of one type is *true* of the values of all others, as keywords are;
 * its negation is therefore false there. Who negates a keyword (`maximum: 5` is "not greater than 5") must add the
 * other types back by hand: `or(not a number, not greater-than 5)`.
 */
export type Node =
  | { readonly kind: "true" }
  | { readonly kind: "and"; readonly of: readonly Literal[] }
  /** Exactly one holds. A node of its own, because spelling it out takes the square of the number of members. */
  | { readonly kind: "one"; readonly of: readonly Literal[] }
  /**
   * Each case's consequence where its guard holds. Every value satisfies exactly one guard, so the negation is the same
   * guards with negated consequences, and stays as small.
   */
  | { readonly kind: "cases"; readonly of: readonly Case[] }
  /** A recursive schema, by the structure of all it reaches; what it stands for is entered later. */
  | { readonly kind: "ref"; readonly signature: string }
  /** Something about which nothing is known but its name: the same name is the same proposition. */
  | { readonly kind: "opaque"; readonly name: string }
  | { readonly kind: "types"; readonly types: TypeSet }
  | { readonly kind: "scalars"; readonly values: ReadonlySet<Scalar> }
  | NumberNode
  | StringNode
  | ArrayNode
  | ObjectNode;

export type Case = { readonly guard: Literal; readonly implied: Literal };

export type NumberNode =
  | { readonly kind: "at-least"; readonly bound: number }
  | { readonly kind: "greater-than"; readonly bound: number }
  | { readonly kind: "multiple-of"; readonly divisor: number };

export type StringNode =
  | { readonly kind: "min-length"; readonly count: number }
  | { readonly kind: "pattern"; readonly source: string }
  | { readonly kind: "format"; readonly name: string };

export type ArrayNode =
  | { readonly kind: "min-items"; readonly count: number }
  /** The item at this index, if there is one. */
  | { readonly kind: "item"; readonly index: number; readonly is: Literal }
  /** At least `count` items from index `from` on. `items`, `contains` and both its bounds are all said by this one. */
  | { readonly kind: "contains"; readonly from: number; readonly is: Literal; readonly count: number }
  | { readonly kind: "unique" };

export type ObjectNode =
  | { readonly kind: "min-properties"; readonly count: number }
  /**
   * Every member whose name satisfies `names` (a proposition about strings) has a value that satisfies `is`.
   * `required` is the negation: some member of that name has a value that is anything.
   */
  | { readonly kind: "members"; readonly names: Literal; readonly is: Literal };

export const always: Literal = 1;
export const never: Literal = -1;
