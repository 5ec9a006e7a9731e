/**
 * What makes a store of layout n out of one of layout n - 1, the first out of nothing. Steps that were once released are
 * never changed: a store is what the steps up to its layout have made of it.
 */
export type Migration = {
  /** What the layout has that the one before had not. */
  readonly adds: string;
  readonly sql: string;
};

/** The steps that a store of this layout still lacks, each with the layout that it leads to. */
export function stepsFrom(
  layout: number,
  migrations: readonly Migration[],
): readonly (Migration & { readonly layout: number })[] {
  return migrations.slice(layout).map((step, index) => ({ ...step, layout: layout + index + 1 }));
}
