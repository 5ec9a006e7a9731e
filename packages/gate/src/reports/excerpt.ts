import type { Finding, FindingPlace } from "@concordat/errors";
import type { ReportContext } from "./report.ts";

/** The line that a finding points at, with carets under the exact range, and a gutter wide enough for its number. */
export type Excerpt = {
  readonly gutter: string;
  readonly lineNumber: string;
  readonly line: string;
  readonly carets: string;
};

/** Longer lines (minified files) are cut around the range, so that the caret stays on the screen. */
const widest = 160;

/** The excerpt that a report shows of a finding, where its text is at hand. */
export function excerptFor(finding: Finding, { source }: Pick<ReportContext, "source">): Excerpt | undefined {
  const { file, range } = finding.at;
  if (!range || file === undefined) return undefined;
  const text = source(finding);
  return text === undefined ? undefined : excerptOf(text, range);
}

export function excerptOf(text: string, range: NonNullable<FindingPlace["range"]>): Excerpt {
  const { start, end } = range;
  const lineStart = text.lastIndexOf("\n", start.offset - 1) + 1;
  const lineEnd = endOfLine(text, lineStart);
  const marked = Math.max(1, Math.min(end.offset, lineEnd) - start.offset);
  const window = windowOf(lineStart, lineEnd, start.offset);
  const before = text.slice(window.from, start.offset);
  const lineNumber = String(start.line);
  return {
    gutter: " ".repeat(lineNumber.length),
    lineNumber,
    line: text.slice(window.from, window.to),
    // Tabs stay tabs, or the carets would drift on a terminal.
    carets: before.replace(/[^\t]/g, " ") + "^".repeat(Math.min(marked, window.to - start.offset || 1)),
  };
}

function endOfLine(text: string, from: number): number {
  const found = text.slice(from).search(/\r?\n|$/);
  return from + found;
}

function windowOf(
  lineStart: number,
  lineEnd: number,
  at: number,
): { readonly from: number; readonly to: number } {
  if (lineEnd - lineStart <= widest) return { from: lineStart, to: lineEnd };
  const from = Math.max(lineStart, at - widest / 2);
  return { from, to: Math.min(lineEnd, from + widest) };
}
