import { appendFileSync } from "node:fs";
import type { TransportCapabilities } from "@concordat/runtime";
import type { PropertyId } from "./property.ts";
import type { Outcome, ResultRow } from "./results.ts";

/** What became of one property, without the error of a broken one. */
export type ReportedOutcome =
  | { readonly status: "holds"; readonly missing?: { readonly part: string; readonly reason: string } }
  | { readonly status: "not promised" | "not shown" | "broken"; readonly reason: string }
  | { readonly status: "not run" };

/** A run of the suite as data: for tables in documents, and for whoever compares two runs. */
export type ConformanceReport = {
  readonly transport: string;
  readonly counts: "short" | "full";
  readonly cut?: { readonly share: number; readonly reason: string };
  /** As they were declared. No bound at all (`requestMessages`) is `null`, since JSON has no infinity. */
  readonly capabilities: TransportCapabilities | undefined;
  readonly properties: Readonly<Record<PropertyId, ReportedOutcome>>;
};

export function reportOf(
  rows: readonly ResultRow[],
  about: Omit<ConformanceReport, "properties">,
): ConformanceReport {
  const entries = rows.map(({ property, outcome }) => [property.id, reported(outcome)] as const);
  return { ...about, properties: Object.fromEntries(entries) };
}

/** One line of JSON more in this file; several transports may share it. */
export function writeReport(file: string, report: ConformanceReport): void {
  appendFileSync(file, `${JSON.stringify(report)}\n`);
}

function reported(outcome: Outcome | undefined): ReportedOutcome {
  if (outcome === undefined) return { status: "not run" };
  if (outcome.status === "holds")
    return outcome.missing === undefined
      ? { status: "holds" }
      : { status: "holds", missing: outcome.missing };
  return { status: outcome.status, reason: outcome.reason };
}
