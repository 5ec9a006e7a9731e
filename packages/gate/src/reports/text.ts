import { type Finding, type FindingNote, type Standing, standingOf } from "@concordat/errors";
import { excerptFor } from "./excerpt.ts";
import { factsOf, hasNotes } from "./facts.ts";
import { printable } from "./printable.ts";
import { placeOf, type ReportContext } from "./report.ts";
import { summaryText } from "./summary.ts";

/** How a terminal shows the parts; plain text passes them through. */
export type TextStyle = { readonly [Part in Standing | "frame"]: (text: string) => string };

const plain: TextStyle = { error: same, warning: same, accepted: same, frame: same };

/** Findings as a good compiler prints them: what, where, the line itself, what to do. The summary of changes closes them. */
export function textReport(
  findings: readonly Finding[],
  context: ReportContext,
  style: TextStyle = plain,
): string {
  const blocks = findings.map((finding) => block(finding, context, style));
  return [...blocks, ...(context.summary ? [summaryText(context.summary)] : [])].join("\n");
}

function block(finding: Finding, context: ReportContext, style: TextStyle): string {
  const standing = standingOf(finding);
  const excerpt = excerptFor(finding, context);
  const gutter = excerpt?.gutter ?? " ";
  const bar = style.frame("|");
  const place = placeOf(finding);
  return [
    `${style[standing](`${standing}[${finding.rule}]`)}: ${printable(finding.message)}`,
    place && `${gutter}${style.frame("-->")} ${printable(place)}`,
    ...(excerpt
      ? [
          `${gutter} ${bar}`,
          `${style.frame(excerpt.lineNumber)} ${bar} ${printable(excerpt.line)}`,
          `${gutter} ${bar} ${style[standing](excerpt.carets)}`,
        ]
      : []),
    ...remarks(finding).map((line) => `${gutter} ${style.frame("=")} ${line}`),
    "",
  ]
    .filter((line) => line !== undefined)
    .join("\n");
}

/** With nothing but a hint there is nothing to tell apart, so that no line needs a label. */
function remarks(finding: Finding): readonly string[] {
  const { hint, code, rule } = finding;
  if (!hasNotes(finding)) return [printable(hint), code === rule ? rule : `${code}, ${rule}`];
  const facts = factsOf(finding);
  const width = Math.max(...facts.map(({ label }) => label.length));
  return facts.flatMap((fact) => labelled(fact, width));
}

/** A text of several lines stays one remark: what follows is set under its beginning. */
function labelled({ label, text }: FindingNote, width: number): readonly string[] {
  const [first = "", ...others] = printable(text).split("\n");
  return [`${label.padEnd(width)}  ${first}`, ...others.map((line) => `${" ".repeat(width)}  ${line}`)];
}

function same(text: string): string {
  return text;
}
