import { githubReport } from "./github.ts";
import { gitlabReport } from "./gitlab.ts";
import { jsonReport } from "./json.ts";
import { junitReport } from "./junit.ts";
import { markdownReport } from "./markdown.ts";
import type { Report } from "./report.ts";
import { sarifReport } from "./sarif.ts";
import { textReport } from "./text.ts";

export { countFindings } from "./count-findings.ts";
export type { Report, ReportContext, RuleDescription } from "./report.ts";
export {
  type Change,
  type ChangeCounts,
  type ChangeStatus,
  type ChangeSummary,
  summaryText,
} from "./summary.ts";
export { type TextStyle, textReport } from "./text.ts";

/** By the name that `--format` takes. */
export const reports = {
  text: textReport,
  json: jsonReport,
  markdown: markdownReport,
  github: githubReport,
  gitlab: gitlabReport,
  sarif: sarifReport,
  junit: junitReport,
} as const satisfies Readonly<Record<string, Report>>;
