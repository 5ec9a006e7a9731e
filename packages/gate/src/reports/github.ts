import { type Finding, type Standing, standingOf } from "@concordat/errors";
import { factLines } from "./facts.ts";
import type { Report } from "./report.ts";

/**
 * Workflow commands that GitHub turns into annotations on the changed lines.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export const githubReport: Report = (findings) => findings.map((finding) => `${command(finding)}\n`).join("");

const commands: Readonly<Record<Standing, string>> = {
  error: "error",
  warning: "warning",
  accepted: "notice",
};

function command(finding: Finding): string {
  const { rule, code, message, at } = finding;
  const { start, end } = at.range ?? {};
  // Columns only where the range stays on one line; GitHub refuses the others.
  const columns = start && end && start.line === end.line ? { col: start.column, endColumn: end.column } : {};
  const properties = {
    ...(at.file !== undefined && { file: at.file }),
    ...(start && end && { line: start.line, endLine: end.line, ...columns }),
    title: code === rule ? rule : `${rule} (${code})`,
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  const text = [message, ...factLines(finding)].join("\n");
  return `::${commands[standingOf(finding)]} ${list.join(",")}::${escapeData(text)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
