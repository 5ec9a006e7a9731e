export type ReadingOptions = {
  /** The types that contracts have: what tells formats apart that differ in nothing else. The same set while they are the same. */
  readonly types: () => ReadonlySet<string>;
  readonly clock: { now(): number };
};
