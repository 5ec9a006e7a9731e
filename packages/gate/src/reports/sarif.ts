import type { Finding } from "@concordat/errors";
import { acceptanceText, factLines } from "./facts.ts";
import type { Report, ReportContext } from "./report.ts";

/** SARIF 2.1.0, for code-scanning dashboards: https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
export const sarifReport: Report = (findings, { version, describeRule }) => {
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort();
  const describesAcceptance = findings.some(({ accepted }) => accepted !== undefined);
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "concordat", version, rules: rules.map((id) => descriptor(id, describeRule)) },
        },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) => ({
          ...result(finding, rules.indexOf(finding.rule)),
          // Section 3.27.23: either all results of a run say whether they are suppressed, or none does.
          ...(describesAcceptance && { suppressions: suppressions(finding) }),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

function descriptor(id: string, describeRule: ReportContext["describeRule"]) {
  const rule = describeRule?.(id);
  if (rule === undefined) return { id, name: id };
  const { sentence, reason, remedy, severity } = rule;
  return {
    id,
    name: id,
    shortDescription: { text: sentence },
    fullDescription: { text: `${sentence} ${reason}` },
    help: {
      text: `${reason}\n\nWhat to do: ${remedy}.\n\nMore: concordat explain ${id}`,
      markdown: `${reason}\n\n**What to do.** ${remedy}.\n\nMore: \`concordat explain ${id}\``,
    },
    defaultConfiguration: { level: severity },
  };
}

function result(finding: Finding, ruleIndex: number) {
  const { rule, code, severity, message, at, notes } = finding;
  return {
    ruleId: rule,
    ruleIndex,
    level: severity,
    message: { text: `${message}. ${factLines(finding).join("\n")}` },
    ...(at.file !== undefined && { locations: [{ physicalLocation: physicalLocation(at.file, at.range) }] }),
    // What makes a finding the same one after lines moved: the rule and the place in the document, not in the text.
    partialFingerprints: {
      "concordat/v1": [rule, code, at.file ?? at.contract ?? "", at.pointer ?? ""].join("|"),
    },
    properties: {
      code,
      ...(at.pointer !== undefined && { pointer: at.pointer }),
      ...(at.contract !== undefined && { contract: at.contract }),
      ...(notes && { notes }),
    },
  };
}

function suppressions({ accepted }: Finding) {
  if (accepted === undefined) return [];
  return [{ kind: "external", status: "accepted", justification: acceptanceText(accepted) }];
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
