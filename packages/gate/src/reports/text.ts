import type { Finding, Severity } from "@concordat/errors";
import { excerptOf } from "./excerpt.ts";
import { placeOf, type ReportContext } from "./report.ts";

/** How a terminal shows the parts; plain text passes them through. */
export type TextStyle = { readonly [Part in Severity | "frame"]: (text: string) => string };

const plain: TextStyle = { error: same, warning: same, frame: same };

/** Findings as a good compiler prints them: what, where, the line itself, what to do. */
export function textReport(
  findings: readonly Finding[],
  context: ReportContext,
  style: TextStyle = plain,
): string {
  return findings.map((finding) => block(finding, context, style)).join("\n");
}

/** `2 errors, 1 warning`, or `no findings`. */
export function countFindings(findings: readonly Finding[]): string {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const parts = [plural(count("error"), "error"), plural(count("warning"), "warning")].filter(
    (part) => part !== undefined,
  );
  return parts.length === 0 ? "no findings" : parts.join(", ");
}

function block(finding: Finding, context: ReportContext, style: TextStyle): string {
  const { rule, code, severity, message, hint } = finding;
  const excerpt = lines(finding, context);
  const gutter = excerpt?.gutter ?? " ";
  const bar = style.frame("|");
  const place = placeOf(finding);
  const more = code === rule ? rule : `${code}, ${rule}`;
  return [
    `${style[severity](`${severity}[${rule}]`)}: ${message}`,
    place && `${gutter}${style.frame("-->")} ${place}`,
    ...(excerpt
      ? [
          `${gutter} ${bar}`,
          `${style.frame(excerpt.lineNumber)} ${bar} ${excerpt.line}`,
          `${gutter} ${bar} ${style[severity](excerpt.carets)}`,
        ]
      : []),
    `${gutter} ${style.frame("=")} ${hint}`,
    `${gutter} ${style.frame("=")} ${more}`,
    "",
  ]
    .filter((line) => line !== undefined)
    .join("\n");
}

function lines({ at }: Finding, context: ReportContext) {
  if (!at.range || at.file === undefined) return undefined;
  const text = context.source(at.file);
  return text === undefined ? undefined : excerptOf(text, at.range);
}

function plural(count: number, noun: string): string | undefined {
  if (count === 0) return undefined;
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}

function same(text: string): string {
  return text;
}
