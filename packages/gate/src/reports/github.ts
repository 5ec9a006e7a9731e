import type { Finding } from "@concordat/errors";
import type { Report } from "./report.ts";

/**
 * Workflow commands that GitHub turns into annotations on the changed lines.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export const githubReport: Report = (findings) => findings.map((finding) => `${command(finding)}\n`).join("");

function command({ severity, rule, code, message, hint, at }: Finding): string {
  const { start, end } = at.range ?? {};
  // Columns only where the range stays on one line; GitHub refuses the others.
  const columns = start && end && start.line === end.line ? { col: start.column, endColumn: end.column } : {};
  const properties = {
    ...(at.file !== undefined && { file: at.file }),
    ...(start && end && { line: start.line, endLine: end.line, ...columns }),
    title: code === rule ? rule : `${rule} (${code})`,
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${severity} ${list.join(",")}::${escapeData(`${message}\n${hint}`)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
