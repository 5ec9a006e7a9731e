import type { Finding } from "@concordat/errors";
import type { ChangeSummary } from "@concordat/gate/reports";
import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import { parseFile } from "../data/parse-file.ts";
import { cliErrors } from "../errors.ts";

export type SavedReport = {
  readonly findings: readonly Finding[];
  readonly checked: number;
  readonly summary?: ChangeSummary;
};

/**
 * What `--format json` printed. Members beside those that are needed are the verbs' own and stay as they are.
 *
 * @throws {CliError} REPORT_INVALID, or what is wrong with the JSON, at its place
 */
export function readReport(bytes: Uint8Array, file: string): SavedReport {
  const report = parseFile(file, bytes, { maxDepth: 256 }).value;
  const refuse = (problem: string) => cliErrors.REPORT_INVALID({ file, problem });
  if (!isObject(report)) throw refuse("is no JSON object");
  const { findings, checked, summary } = report;
  if (findings === undefined || !isArray(findings)) throw refuse('has no list "findings"');
  const bad = findings.findIndex((finding) => !isFinding(finding));
  if (bad !== -1) throw refuse(`has under /findings/${bad} something that is no finding`);
  if (summary !== undefined && !isSummary(summary))
    throw refuse("has under /summary something else than it should");
  return {
    findings: findings as unknown as readonly Finding[],
    checked: typeof checked === "number" ? checked : findings.length,
    ...(summary !== undefined && { summary: summary as unknown as ChangeSummary }),
  };
}

/** Whatever a report reads without asking again. */
function isFinding(value: Json): boolean {
  if (!isObject(value) || !hasTexts(value, ["rule", "code", "message", "hint"])) return false;
  const { at, severity, notes = [], accepted } = value;
  return (
    (severity === "error" || severity === "warning") &&
    isPlace(at) &&
    isArray(notes) &&
    notes.every((note) => isObject(note) && hasTexts(note, ["label", "text"])) &&
    (accepted === undefined || (isObject(accepted) && hasTexts(accepted, ["reason"])))
  );
}

function isPlace(at: Json | undefined): boolean {
  if (at === undefined || !isObject(at)) return false;
  const { range } = at;
  const named = ["file", "pointer", "contract"].every(
    (name) => at[name] === undefined || typeof at[name] === "string",
  );
  return (
    named && (range === undefined || (isObject(range) && isPosition(range.start) && isPosition(range.end)))
  );
}

function isPosition(value: Json | undefined): boolean {
  return value !== undefined && isObject(value) && hasNumbers(value, ["line", "column", "offset"]);
}

function isSummary(value: Json): boolean {
  if (!isObject(value)) return false;
  const { changes, counts } = value;
  return (
    changes !== undefined &&
    isArray(changes) &&
    changes.every((change) => isObject(change) && hasTexts(change, ["contract", "status"])) &&
    counts !== undefined &&
    isObject(counts) &&
    hasNumbers(counts, ["breaking", "compatible", "undecided", "unchanged"])
  );
}

function hasTexts(value: JsonObject, names: readonly string[]): boolean {
  return names.every((name) => typeof value[name] === "string");
}

function hasNumbers(value: JsonObject, names: readonly string[]): boolean {
  return names.every((name) => typeof value[name] === "number");
}
