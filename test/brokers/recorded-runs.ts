import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ConformanceReport } from "@concordat/transport-testkit";
import { brokers } from "./brokers.ts";

/** What one run of the conformance suite showed, and over what. */
export type RecordedRun = ConformanceReport & {
  /** The transport as configuration calls it; one may have several runs, with different settings. */
  readonly module: string;
  readonly broker: string;
  readonly clients: Readonly<Record<string, string>>;
};

const file = join(import.meta.dirname, "conformance-results.json");

/** In the order of the brokers. Written by `npm run conformance -- --write`. */
export function readRecordedRuns(): readonly RecordedRun[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as RecordedRun[]) : [];
}

export function writeRecordedRuns(runs: readonly RecordedRun[]): void {
  const order = brokers.map(({ transport }) => transport);
  const sorted = runs.toSorted((one, other) => order.indexOf(one.module) - order.indexOf(other.module));
  writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`);
}
