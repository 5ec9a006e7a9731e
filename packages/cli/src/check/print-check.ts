import { countFindings } from "@concordat/gate/reports";
import type { FindingsFormat } from "../findings/formats.ts";
import { printFindings } from "../findings/print-findings.ts";
import type { Io } from "../io.ts";
import type { ProjectCheck } from "./check-project.ts";

export type PrintCheckOptions = {
  readonly format?: FindingsFormat | undefined;
  readonly quiet: boolean;
  /** When the work began. */
  readonly since: Date;
};

/** The findings and what changed on standard output; what was looked at on standard error. */
export async function printCheck(
  { findings, lint, evolution }: ProjectCheck,
  { format = "text", quiet, since }: PrintCheckOptions,
  io: Io,
): Promise<void> {
  const seconds = (io.now().getTime() - since.getTime()) / 1000;
  // A time that differs from run to run is for people only.
  const summary = { ...evolution.summary, ...(format === "text" && { seconds }) };
  await printFindings(findings, { format, checked: lint.checked, summary }, io);
  if (quiet) return;
  const { checked, suppressed } = lint;
  const linted = `validators were run for ${checked} changed contract${checked === 1 ? "" : "s"}`;
  const accepted = suppressed.length === 0 ? "" : `, ${suppressed.length} accepted by the settings`;
  await io.stderr.write(`against ${summary.against}: ${countFindings(findings)}${accepted}; ${linted}\n`);
}
