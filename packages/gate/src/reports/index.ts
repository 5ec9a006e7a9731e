import { githubReport } from "./github.ts";
import { jsonReport } from "./json.ts";
import { junitReport } from "./junit.ts";
import type { Report } from "./report.ts";
import { sarifReport } from "./sarif.ts";
import { textReport } from "./text.ts";

export { countFindings } from "./count-findings.ts";
export type { Report, ReportContext } from "./report.ts";
export { type TextStyle, textReport } from "./text.ts";

/** By the name that `--format` takes. */
export const reports: Readonly<Record<"text" | "json" | "github" | "sarif" | "junit", Report>> = {
  text: textReport,
  json: jsonReport,
  github: githubReport,
  sarif: sarifReport,
  junit: junitReport,
};
