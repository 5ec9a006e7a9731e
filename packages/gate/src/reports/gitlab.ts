import { createHash } from "node:crypto";
import { type Finding, type Standing, standingOf } from "@concordat/errors";
import { factLines } from "./facts.ts";
import type { Report } from "./report.ts";

/**
 * GitLab's Code Quality report, which merge requests show beside the changed lines.
 * https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export const gitlabReport: Report = (findings) => {
  const seen = new Map<string, number>();
  const issues = findings.map((finding) => {
    const same = seen.get(identityOf(finding)) ?? 0;
    seen.set(identityOf(finding), same + 1);
    return issue(finding, same);
  });
  return `${JSON.stringify(issues, null, 2)}\n`;
};

const severities: Readonly<Record<Standing, string>> = { error: "major", warning: "minor", accepted: "info" };

function issue(finding: Finding, same: number) {
  const { rule, message, at } = finding;
  return {
    description: [message, ...factLines(finding)].join("\n"),
    check_name: rule,
    // GitLab drops an issue whose fingerprint it has seen in the same report, so that equal findings are numbered.
    fingerprint: createHash("sha256")
      .update(`${identityOf(finding)}|${same}`)
      .digest("hex"),
    severity: severities[standingOf(finding)],
    // Path and line are not optional; what concerns no file is shown on the settings, which every project has.
    location: { path: at.file ?? "concordat.config.json", lines: { begin: at.range?.start.line ?? 1 } },
  };
}

/** Without lines, so that a finding stays the same one when text is inserted above it. */
function identityOf({ rule, code, message, at }: Finding): string {
  return JSON.stringify([rule, code, at.file, at.contract, at.pointer, message]);
}
