import type { Row } from "../cases/fault-case.ts";

const columns: readonly { readonly head: string; readonly cell: (row: Row) => string }[] = [
  { head: "fault", cell: ({ what }) => what },
  { head: "events", cell: ({ events }) => count(events) },
  { head: "unknown", cell: ({ unknown }) => count(unknown) },
  { head: "refused", cell: ({ refused }) => count(refused) },
  { head: "recognised", cell: ({ recognised }) => count(recognised) },
  { head: "handled", cell: ({ handled }) => count(handled) },
  { head: "redelivered", cell: ({ redelivered }) => count(redelivered) },
  { head: "twice", cell: ({ duplicates }) => count(duplicates) },
  { head: "lost", cell: ({ lost }) => count(lost) },
  { head: "back after", cell: ({ backAfterMs }) => duration(backAfterMs) },
  { head: "what showed it", cell: ({ remark }) => remark },
];

export type Cells = readonly (readonly string[])[];

export function cellsOf(rows: readonly Row[]): Cells {
  return [columns.map(({ head }) => head), ...rows.map((row) => columns.map(({ cell }) => cell(row)))];
}

/** Aligned, for a terminal. */
export function formatText(cells: Cells): string {
  const widths =
    cells[0]?.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))) ?? [];
  const last = widths.length - 1;
  const line = (row: readonly string[]) =>
    row.map((cell, column) => pad(cell, widths[column] ?? 0, column === 0 || column === last)).join("  ");
  return cells.map((row) => line(row).trimEnd()).join("\n");
}

export function formatMarkdown(cells: Cells): string {
  const [head = [], ...rows] = cells;
  const line = (row: readonly string[]) =>
    `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const rule = head.map((_, column) => (column === 0 || column === head.length - 1 ? "---" : "---:"));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

function pad(cell: string, width: number, isText: boolean): string {
  return isText ? cell.padEnd(width) : cell.padStart(width);
}

function count(value: number | undefined): string {
  return value === undefined ? "" : value.toLocaleString("en");
}

function duration(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return "";
  return milliseconds < 1_000 ? `${milliseconds} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
}
