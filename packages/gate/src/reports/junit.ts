import type { Finding } from "@concordat/errors";
import { acceptanceText, factLines } from "./facts.ts";
import { placeOf, type Report } from "./report.ts";

/** JUnit XML, which every CI system shows as test results: a suite a file, a case a finding. What was accepted is skipped. */
export const junitReport: Report = (findings, { checked }) => {
  const files = Map.groupBy(findings, ({ at }) => at.file ?? at.contract ?? "catalogue");
  const clean =
    checked !== undefined && findings.length === 0
      ? [suite("catalogue", [`    <testcase name="${checked} contracts" classname="concordat"/>`], [])]
      : [];
  const suites = [...files].map(([file, own]) => suite(file, own.map(testCase), own));
  const counts = `tests="${findings.length || clean.length}" ${outcomes(findings)}`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="concordat" ${counts}>\n${[...clean, ...suites].join("")}</testsuites>\n`;
};

function suite(name: string, cases: readonly string[], findings: readonly Finding[]): string {
  const counts = `tests="${cases.length}" ${outcomes(findings)}`;
  return `  <testsuite name="${xmlText(name)}" ${counts}>\n${cases.join("\n")}\n  </testsuite>\n`;
}

function outcomes(findings: readonly Finding[]): string {
  const skipped = findings.filter(({ accepted }) => accepted !== undefined).length;
  return `failures="${findings.length - skipped}" skipped="${skipped}"`;
}

function testCase(finding: Finding): string {
  const { rule, code, severity, message, accepted } = finding;
  const body = [placeOf(finding) ?? "", message, ...factLines(finding)].join("\n");
  const outcome = accepted
    ? `<skipped message="${xmlText(`accepted: ${acceptanceText(accepted)}`)}">${xmlText(body)}</skipped>`
    : `<failure type="${xmlText(`${severity} ${code}`)}" message="${xmlText(message)}">${xmlText(body)}</failure>`;
  return `    <testcase name="${xmlText(rule)}" classname="${xmlText(placeOf(finding) ?? "catalogue")}">
      ${outcome}
    </testcase>`;
}

/** Line ends and tabs are written as references, since attributes would turn them into spaces. XML 1.0 has no way to write most control characters, not even escaped. */
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
      .replace(/[\t\n\r]/g, (blank) => `&#${blank.charCodeAt(0)};`)
  );
}
