import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "@concordat/errors";
import type { ReportContext } from "@concordat/gate/reports";
import { root } from "../../scripts/workspaces.ts";

const vectors = JSON.parse(readFileSync(join(root, "test", "vectors", "reports", "findings.json"), "utf8"));

export const { broken, hostile, required, unplaced } = vectors.findings as Readonly<
  Record<"broken" | "hostile" | "required" | "unplaced", Finding>
>;

/** The break, and somebody who answers for it. */
export const accepted: Finding = { ...broken, accepted: vectors.acceptance };

export const context: ReportContext = {
  version: "1.2.3",
  checked: 2,
  summary: vectors.summary,
  source: ({ at }) => (at.file === vectors.file ? vectors.text : undefined),
};
