import { readFileSync } from "node:fs";
import type { Finding } from "@concordat/errors";
import type { ReportContext } from "../report.ts";

/** The findings of `test/vectors/reports`, which say of themselves what they are for. */
const vectors = JSON.parse(
  readFileSync(new URL("../../../../../test/vectors/reports/findings.json", import.meta.url), "utf8"),
);

export const file: string = vectors.file;

const findings: Readonly<Record<"required" | "unplaced" | "broken" | "hostile", Finding>> = vectors.findings;

export const { required, unplaced, broken, hostile } = findings;

export const acceptance: NonNullable<Finding["accepted"]> = vectors.acceptance;

export const accepted: Finding = { ...broken, accepted: acceptance };

export const summary: NonNullable<ReportContext["summary"]> = vectors.summary;

export const context: ReportContext = {
  version: "1.2.3",
  checked: 2,
  source: ({ at }) => (at.file === file ? vectors.text : undefined),
};
