import type { Finding } from "@concordat/errors";
import type { Report } from "./report.ts";

/** SARIF 2.1.0, for code-scanning dashboards: https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
export const sarifReport: Report = (findings, { version }) => {
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort();
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "concordat", version, rules: rules.map((id) => ({ id, name: id })) } },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) => result(finding, rules.indexOf(finding.rule))),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

function result(finding: Finding, ruleIndex: number) {
  const { rule, code, severity, message, hint, at } = finding;
  return {
    ruleId: rule,
    ruleIndex,
    level: severity,
    message: { text: `${message}. ${hint}` },
    ...(at.file !== undefined && { locations: [{ physicalLocation: physicalLocation(at.file, at.range) }] }),
    // What makes a finding the same one after lines moved: the rule and the place in the document, not in the text.
    partialFingerprints: {
      "concordat/v1": [rule, code, at.file ?? at.contract ?? "", at.pointer ?? ""].join("|"),
    },
    properties: {
      code,
      ...(at.pointer !== undefined && { pointer: at.pointer }),
      ...(at.contract !== undefined && { contract: at.contract }),
    },
  };
}

function physicalLocation(file: string, range: Finding["at"]["range"]) {
  return {
    artifactLocation: { uri: file.split("/").map(encodeURIComponent).join("/") },
    ...(range && {
      region: {
        startLine: range.start.line,
        startColumn: range.start.column,
        endLine: range.end.line,
        endColumn: range.end.column,
      },
    }),
  };
}
