import type { Json } from "@concordat/json";

/**
 * A type in no language: what a set of JSON values looks like from a distance at which languages can see it.
 *
 * It never leaves a valid value out. What no language can say in a type (a pattern, a bound, "exactly one of") makes it wider, and
 * is kept in words in `Facts`.
 */
export type Type =
  | { readonly kind: "unknown" }
  | { readonly kind: "never" }
  | { readonly kind: "null" }
  | { readonly kind: "boolean" }
  | { readonly kind: "number"; readonly isInteger: boolean; readonly facts?: Facts }
  | { readonly kind: "string"; readonly facts?: Facts }
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  | ListType
  | ObjectType
  | UnionType
  /** All of them at once; only where writing it as one object would take too much room. */
  | { readonly kind: "intersection"; readonly of: readonly Type[] }
  | ReferenceType;

export type ListType = {
  readonly kind: "list";
  /** The types of the first items, in order. */
  readonly first: readonly Type[];
  /** What follows them; absent where nothing may. */
  readonly rest?: Type;
  /** How many items there are at least. */
  readonly atLeast: number;
  readonly atMost?: number;
};

export type ObjectType = {
  readonly kind: "object";
  readonly members: readonly Member[];
  /** Members by a regular expression that their names match; they are none of `members`. */
  readonly patterns: readonly PatternMembers[];
  /** Members that nothing else speaks about. */
  readonly others: Others;
};

export type Others =
  /** The schema describes members and says nothing about others, so any may come; hardly anybody means it. */
  | { readonly are: "unmentioned" }
  | { readonly are: "refused" }
  | { readonly are: "typed"; readonly type: Type };

export type Member = {
  readonly name: string;
  readonly type: Type;
  /** It may be absent otherwise, which is not the same as being null. */
  readonly isRequired: boolean;
  readonly docs: Docs;
};

export type PatternMembers = { readonly pattern: string; readonly type: Type };

export type UnionType = {
  readonly kind: "union";
  readonly of: readonly Type[];
  readonly discriminator?: Discriminator;
};

/** A member that every alternative requires, with values of its own in each. */
export type Discriminator = {
  readonly property: string;
  /** Per alternative of the union, in its order. */
  readonly values: readonly (readonly (string | number | boolean)[])[];
};

export type ReferenceType = {
  readonly kind: "reference";
  /** The key of a declaration. */
  readonly to: string;
};

/** What a schema says to people. */
export type Docs = {
  readonly title?: string;
  readonly description?: string;
  readonly default?: Json;
  readonly examples?: readonly Json[];
  readonly isDeprecated?: boolean;
  readonly isReadOnly?: boolean;
  readonly isWriteOnly?: boolean;
  /** Keywords that judge and that no type says, as they are written: `format`, `minimum`, `maxLength`, … */
  readonly facts: Facts;
};

export type Facts = Readonly<Record<string, Json>>;
