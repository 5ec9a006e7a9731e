/** What became of a list of events, as the contract `oms/migration/report` has it. */
export type MigrationReport = {
  /** Always the sum of the next three. */
  readonly total: number;
  readonly migrated: number;
  readonly failed: number;
  readonly skipped: number;
  /** How many were recognised as each format, whatever became of them. */
  readonly by_format: Readonly<Record<string, number>>;
  /** How many were migrated to each current type. */
  readonly by_type: Readonly<Record<string, number>>;
  /** Old names that no type answers to, each once, in the order in which they were met. */
  readonly unmapped_types: readonly string[];
  readonly errors: readonly MigrationError[];
};

export type MigrationError = {
  /** Position in the list, from 0. */
  readonly index: number;
  /** Absent when it looked like none. */
  readonly format?: string;
  readonly message: string;
};
