import type { CaseResult, Measured } from "./compare.ts";
import type { Machine } from "./machine.ts";
import type { Spread } from "./statistics.ts";
import { formatTarget } from "./targets.ts";

export function formatMachine({ cpu, cores, node, platform, date }: Machine): string {
  return `${cpu}, ${cores} cores, ${platform}, Node ${node}, ${date}`;
}

/** One case as a table of aligned columns. */
export function formatCase({ name, unit, baseline, subjects, targets }: CaseResult): string {
  const pace = ({ wall }: Measured) => (unit === undefined ? [] : [formatPace(1_000_000 / wall.median)]);
  const rows = [
    [
      name,
      "CPU",
      "wall",
      ...(unit === undefined ? [] : [`${unit}/s`]),
      "CPU ratio",
      "p10–p90",
      "wall ratio",
      "p10–p90",
    ],
    [...columnsOf(baseline), ...pace(baseline), "baseline", "", "", ""],
    ...subjects.map((subject) => [
      ...columnsOf(subject),
      ...pace(subject),
      ...ratioColumns(subject.ratio.cpu),
      ...ratioColumns(subject.ratio.wall),
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
  return [...lines, ...targets.map((target) => `  target: ${formatTarget(target)}`)].join("\n");
}

/** Three digits: nobody believes more. */
function formatPace(perSecond: number): string {
  return Number(perSecond.toPrecision(3)).toLocaleString("en");
}

/** Three digits that count, in the unit that needs no zeros. */
export function formatDuration(micros: number): string {
  if (micros < 1) return `${(micros * 1000).toPrecision(3)} ns`;
  if (micros < 1000) return `${micros.toPrecision(3)} µs`;
  if (micros < 1_000_000) return `${(micros / 1000).toPrecision(3)} ms`;
  return `${(micros / 1_000_000).toPrecision(3)} s`;
}

function columnsOf({ name, cpu, wall }: Measured): readonly string[] {
  return [`  ${name}`, formatDuration(cpu.median), formatDuration(wall.median)];
}

function ratioColumns({ median, p10, p90 }: Spread): readonly string[] {
  return [`× ${median.toFixed(2)}`, `${p10.toFixed(2)}–${p90.toFixed(2)}`];
}
