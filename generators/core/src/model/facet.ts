import type { Part } from "./part.ts";

/** What one schema says about the members of an object. Others than these it allows, or judges by `others`. */
export type ObjectFacet = {
  readonly members: ReadonlyMap<string, Part>;
  readonly patterns: readonly { readonly pattern: string; readonly part: Part }[];
  readonly others?: Part;
  readonly names?: Part;
};

/** What one schema says about the items of a list. */
export type ListFacet = { readonly first: readonly Part[]; readonly rest?: Part };
