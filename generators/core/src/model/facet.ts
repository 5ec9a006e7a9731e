import type { Kind, Part, Scalar } from "./part.ts";
import type { Facts } from "./type.ts";

/** What one schema says about the members of an object. Others than these it allows, or judges by `others`. */
export type ObjectFacet = {
  readonly members: ReadonlyMap<string, Part>;
  readonly patterns: readonly { readonly pattern: string; readonly part: Part }[];
  readonly others?: Part;
  readonly names?: Part;
};

/** What one schema says about the items of a list. */
export type ListFacet = { readonly first: readonly Part[]; readonly rest?: Part };

/** All that parts without choices say together, kind by kind. */
export type Shape = {
  readonly kinds: ReadonlySet<Kind>;
  readonly isInteger: boolean;
  /** The only scalars that come, where they are counted; no list and no object then does. */
  readonly literals: readonly Scalar[] | undefined;
  readonly excluded: ReadonlySet<Scalar>;
  readonly objects: readonly ObjectFacet[];
  readonly required: ReadonlySet<string>;
  readonly absent: ReadonlySet<string>;
  readonly lists: readonly ListFacet[];
  readonly atLeast: number;
  readonly atMost: number;
  /** Of numbers and strings. */
  readonly facts: Facts;
};
