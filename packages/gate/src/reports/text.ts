import { type Finding, type FindingNote, type Standing, standingOf } from "@concordat/errors";
import { excerptOf } from "./excerpt.ts";
import { factsOf } from "./facts.ts";
import { printable } from "./printable.ts";
import { placeOf, type ReportContext } from "./report.ts";

/** How a terminal shows the parts; plain text passes them through. */
export type TextStyle = { readonly [Part in Standing | "frame"]: (text: string) => string };

const plain: TextStyle = { error: same, warning: same, accepted: same, frame: same };

/** Findings as a good compiler prints them: what, where, the line itself, what to do. */
export function textReport(
  findings: readonly Finding[],
  context: ReportContext,
  style: TextStyle = plain,
): string {
  return findings.map((finding) => block(finding, context, style)).join("\n");
}

function block(finding: Finding, context: ReportContext, style: TextStyle): string {
  const standing = standingOf(finding);
  const excerpt = lines(finding, context);
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
  const { notes = [], accepted, hint, code, rule } = finding;
  if (notes.length === 0 && !accepted) return [printable(hint), code === rule ? rule : `${code}, ${rule}`];
  const facts = factsOf(finding);
  const width = Math.max(...facts.map(({ label }) => label.length));
  return facts.flatMap((fact) => labelled(fact, width));
}

/** A text of several lines stays one remark: what follows is set under its beginning. */
function labelled({ label, text }: FindingNote, width: number): readonly string[] {
  const [first = "", ...others] = printable(text).split("\n");
  return [`${label.padEnd(width)}  ${first}`, ...others.map((line) => `${" ".repeat(width)}  ${line}`)];
}

function lines({ at }: Finding, context: ReportContext) {
  if (!at.range || at.file === undefined) return undefined;
  const text = context.source(at.file);
  return text === undefined ? undefined : excerptOf(text, at.range);
}

function same(text: string): string {
  return text;
}
