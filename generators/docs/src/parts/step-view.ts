import type { Cause, Verdict } from "@concordat/compat";
import { type Html, html, markdownLine } from "@concordat/gen-core/html";
import type { Links } from "../site/links.ts";
import type { MemberChange } from "../survey/member-changes.ts";
import type { Step } from "../survey/step.ts";
import { jsonBlock } from "./json.ts";
import { code, counted, tag } from "./words.ts";

/** What changed since the version before: proved or shown both ways, then member by member. */
export function stepView(step: Step, changes: readonly MemberChange[], to: Links): Html {
  const { before, after, backward, forward } = step;
  return html`<div class="verdicts">
${verdictCard(`${after.version} reads what ${before.version} writes`, "new readers, old events", backward, to)}
${verdictCard(`${before.version} reads what ${after.version} writes`, "old readers, new events", forward, to)}
</div>
<p>${stepWords(step)}${hasMoved(step) && html` It travels under a type of its own, so that readers of ${before.version} never meet it: both stand side by side.`}</p>
${changes.length > 0 && changesTable(changes)}`;
}

function verdictCard(title: string, who: string, verdict: Verdict, to: Links): Html {
  const { status } = verdict;
  const marks = { compatible: "good", incompatible: "bad", undecided: "warn" } as const;
  const words = {
    compatible: "compatible, proved",
    incompatible: "breaks",
    undecided: "not decided",
  } as const;
  return html`<section class="verdict ${marks[status]}"><h4>${title} ${tag(words[status], marks[status])}</h4>
<p class="quiet">${who}; writers send ${verdict.assumption === "closed" ? "declared members only" : "whatever the schema lets through"}</p>${
    status === "compatible" && html`<p>No event that a writer may send is refused.</p>`
  }${status === "incompatible" && html`<ol>${verdict.findings.map((cause) => causeItem(cause, to))}</ol>`}${
    status === "undecided" && html`<p>${code(verdict.reason)}: ${verdict.message}</p>`
  }</section>`;
}

function causeItem({ rule, message, hint, witness, confirmedBy, at }: Cause, to: Links): Html {
  return html`<li><p><strong>${message}</strong> <a class="rule" href="${to.file("reading.html", rule)}">${rule}</a></p>
<p class="quiet">${at.instance !== "" && html`at ${code(at.instance)} of this event, which is allowed before and refused after`}${
    at.instance === "" && "this event is allowed before and refused after"
  }${confirmedBy.length > 0 && html`; so say ${listed(["the engine", ...confirmedBy])}`}:</p>
${jsonBlock(witness)}
<p>Remedy: ${markdownLine(hint)}.</p></li>`;
}

function listed(words: readonly string[]): string {
  return new Intl.ListFormat("en").format(words);
}

function stepWords({ before, after, derived, claimed }: Step): Html {
  if (derived === undefined)
    return html`What kind of step this is was not decided; by its number it is a ${claimed ?? "renamed"} one.`;
  const why = {
    patch: "the same events in other words",
    minor: "other events than before, and every promise kept both ways",
    major: "a promise to someone is broken",
  }[derived];
  return html`From ${before.version} to ${after.version} is a <strong>${derived}</strong> step: ${why}.${
    claimed !== undefined && claimed !== derived && html` By its number it is a ${claimed} step.`
  }`;
}

function hasMoved({ before, after }: Step): boolean {
  return before.type !== after.type;
}

function changesTable(changes: readonly MemberChange[]): Html {
  const marks = { added: "good", removed: "bad", changed: "plain" } as const;
  return html`<table class="changes"><caption>${counted(changes.length, "member")} changed</caption>
<thead><tr><th scope="col">Member</th><th scope="col">Change</th><th scope="col">What it is</th></tr></thead>
<tbody>${changes.map(
    ({ path, is, words }) =>
      html`<tr><th scope="row">${code(path)}</th><td>${tag(is, marks[is])}</td><td>${words.join("; ")}</td></tr>
`,
  )}</tbody></table>`;
}
