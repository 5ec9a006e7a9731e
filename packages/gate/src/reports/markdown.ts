import { type Finding, type FindingNote, standingOf } from "@concordat/errors";
import { countFindings } from "./count-findings.ts";
import { excerptFor } from "./excerpt.ts";
import { factsOf } from "./facts.ts";
import { fenced, htmlCode, htmlText, markdownText } from "./markdown-text.ts";
import { placeOf, type Report, type ReportContext } from "./report.ts";
import { type ChangeSummary, countsText, derivedText } from "./summary.ts";

/** GitHub takes a comment of 65,536 characters and GitLab one of a million; a report that is refused says nothing. */
const longest = 60_000;

/**
 * A comment under a pull request: counts, what changed, and a block a finding that opens on a click.
 *
 * Everything in it may come from a stranger's branch, so that texts are escaped and code stands in fences.
 */
export const markdownReport: Report = (findings, context) => {
  const head = [
    `### Concordat: ${countFindings(findings)}`,
    ...(context.summary ? summary(context.summary) : []),
  ];
  return `${within(longest, [...head, ...findings.map((finding) => block(finding, context))]).join("\n\n")}\n`;
};

function summary({ changes, counts }: ChangeSummary): readonly string[] {
  const head = ["contract", "from", "to", "relation", "version", "status"];
  const rows = changes.map((change) => {
    const { contract, from = "", to = "gone", relation = "", status } = change;
    return [contract, from, to, relation, derivedText(change), status].map(markdownText);
  });
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return [...(changes.length > 0 ? [lines.join("\n")] : []), countsText(counts)];
}

function block(finding: Finding, context: ReportContext): string {
  const { rule, message } = finding;
  const place = placeOf(finding);
  const title = `<b>${standingOf(finding)}</b> <code>${htmlCode(rule)}</code> ${htmlText(message)}`;
  const where = place === undefined ? "" : `<br><code>${htmlCode(place)}</code>`;
  return [
    `<details>\n<summary>${title}${where}</summary>`,
    ...excerpt(finding, context),
    ...factsOf(finding).map(fact),
    "</details>",
  ].join("\n\n");
}

function excerpt(finding: Finding, context: ReportContext): readonly string[] {
  const found = excerptFor(finding, context);
  return found === undefined ? [] : [fenced(`${found.line}\n${found.carets}`)];
}

/** What is there to be copied: in running text it would have characters in it that nobody sees. */
const languages: Readonly<Record<string, string>> = { witness: "json", accept: "sh" };

function fact({ label, text }: FindingNote): string {
  const title = `**${markdownText(label)}**`;
  const language = languages[label] ?? (text.includes("\n") ? "" : undefined);
  return language === undefined ? `${title} ${markdownText(text)}` : `${title}\n\n${fenced(text, language)}`;
}

/** As many as there is room for, and the number of those left out. */
function within(limit: number, blocks: readonly string[]): readonly string[] {
  let length = 0;
  const fitting = blocks.findIndex((each) => {
    length += each.length + 2;
    return length > limit;
  });
  if (fitting === -1) return blocks;
  const left = blocks.length - fitting;
  return [
    ...blocks.slice(0, fitting),
    `… and ${left} more, for which a comment has no room; the command line shows all.`,
  ];
}
