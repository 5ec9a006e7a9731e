import type { Finding } from "@concordat/errors";
import { placeOf, type Report } from "./report.ts";

/** JUnit XML, which every CI system shows as test results: a suite a file, a case a finding. */
export const junitReport: Report = (findings, { checked }) => {
  const files = Map.groupBy(findings, ({ at }) => at.file ?? at.contract ?? "catalogue");
  const clean =
    checked !== undefined && findings.length === 0
      ? [suite("catalogue", [`    <testcase name="${checked} contracts" classname="concordat"/>`], 0)]
      : [];
  const suites = [...files].map(([file, own]) => suite(file, own.map(testCase), own.length));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="concordat" tests="${findings.length || clean.length}" failures="${findings.length}">\n${[...clean, ...suites].join("")}</testsuites>\n`;
};

function suite(name: string, cases: readonly string[], failures: number): string {
  return `  <testsuite name="${xmlText(name)}" tests="${cases.length}" failures="${failures}">\n${cases.join("\n")}\n  </testsuite>\n`;
}

function testCase(finding: Finding): string {
  const { rule, code, severity, message, hint } = finding;
  const body = `${placeOf(finding) ?? ""}\n${message}\n${hint}`;
  return `    <testcase name="${xmlText(rule)}" classname="${xmlText(placeOf(finding) ?? "catalogue")}">
      <failure type="${xmlText(`${severity} ${code}`)}" message="${xmlText(message)}">${xmlText(body)}</failure>
    </testcase>`;
}

/** XML 1.0 has no way to write most control characters, not even escaped. */
function xmlText(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly the characters that XML forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("\n", "&#10;")
  );
}
