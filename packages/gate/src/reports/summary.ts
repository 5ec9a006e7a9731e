/** What became of the contracts between two states of a catalogue. */
export type ChangeSummary = {
  /** What it was held against: `the lock`, `main`; absent where two states were named. */
  readonly against?: string;
  /** One row a pair of versions that were compared, in the order in which they are shown. */
  readonly changes: readonly Change[];
  readonly counts: ChangeCounts;
  /** How long it took; absent where the same input is to give the same bytes. */
  readonly seconds?: number;
};

export type Change = {
  /** The path, `oms/objecttype/created`. */
  readonly contract: string;
  /** The older version; absent where the contract is new. */
  readonly from?: string;
  /** The newer one, or `draft`; absent where the version is gone. */
  readonly to?: string;
  /** The newer compared to the older: `narrower`, `wider`, …; absent where nothing was compared. */
  readonly relation?: string;
  /** The number that the change deserves. */
  readonly derived?: string;
  /** How the policy judges it. */
  readonly status: ChangeStatus;
  /** The policy that was asked. */
  readonly policy?: string;
  /** What the verdicts rest on: `closed`, writers send declared members only; `as-written`, whatever the schema lets through. */
  readonly writer?: string;
  /** All versions whose promises it was held against. */
  readonly heldAgainst?: readonly string[];
};

/**
 * `compatible` is said of what was proved only. `new`: nothing was promised that it could break. `unchecked`: the policy
 * asks nothing.
 */
export type ChangeStatus = "compatible" | "breaking" | "undecided" | "accepted" | "new" | "unchecked";

export type ChangeCounts = {
  readonly breaking: number;
  readonly compatible: number;
  readonly undecided: number;
  readonly unchanged: number;
  /** Said where there are any. */
  readonly accepted?: number;
  readonly new?: number;
  readonly unchecked?: number;
};

/** The changed contracts as aligned columns, and one line that counts all. */
export function summaryText({ changes, counts, seconds }: ChangeSummary): string {
  const time = seconds === undefined ? "" : ` · ${seconds.toFixed(1)} s`;
  return [...aligned(changes.map(columnsOf)), `${countsText(counts)}${time}`, ""].join("\n");
}

/** `1 breaking, 3 compatible (proved), 0 undecided, 66 unchanged` */
export function countsText(counts: ChangeCounts): string {
  const { breaking, compatible, undecided, unchanged } = counts;
  const proved = compatible === 0 ? "compatible" : "compatible (proved)";
  const rare = (["accepted", "new", "unchecked"] as const).flatMap((status) =>
    counts[status] ? [`${counts[status]} ${status}`] : [],
  );
  return [
    `${breaking} breaking`,
    `${compatible} ${proved}`,
    `${undecided} undecided`,
    ...rare,
    `${unchanged} unchanged`,
  ].join(", ");
}

/** The number is news only where the author did not give it already. */
export function derivedText({ derived, to }: Change): string {
  return derived === undefined || derived === to ? "" : `would be ${derived}`;
}

function columnsOf(change: Change): readonly string[] {
  const { contract, from, to = "gone", relation = "", status } = change;
  return [
    contract,
    from === undefined ? `new → ${to}` : `${from} → ${to}`,
    relation,
    derivedText(change),
    status,
  ];
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .filter((_, column) => widths[column] !== 0)
      .join("  ")
      .trimEnd(),
  );
}
