import { evolutionRules, valueRefused } from "@concordat/compat";
import { type Html, html, markdownLine } from "@concordat/gen-core/html";
import { jsonBlock } from "../parts/json.ts";
import type { Page } from "../site/page.ts";

/** The words that the other pages use, and the rules that their verdicts name. */
export function readingPage(): Page {
  const rules = [...evolutionRules, valueRefused];
  return {
    path: "reading.html",
    title: "How to read",
    section: "How to read",
    body: html`<h1>How to read these pages</h1>
<h2 id="words">Words</h2>
<dl class="glossary">${words.map(([word, meaning]) => html`<dt id="word-${word.replaceAll(" ", "-")}">${word}</dt><dd>${markdownLine(meaning)}</dd>`)}</dl>
<h2 id="rules">Evolution rules</h2>
<p>What the causes of an incompatibility are called. A rule never decides whether there is one: that is proved, or shown by a witness, for the schemas as a whole. It says in words what a witness breaks.</p>
${rules.map((rule) => ruleSection(rule))}`,
  };
}

type Rule = (typeof evolutionRules)[number] | typeof valueRefused;

function ruleSection(rule: Rule): Html {
  const { id, sentence, reason, remedy } = rule;
  return html`<section class="rule" aria-labelledby="${id}"><h3 id="${id}"><code>${id}</code></h3>
<p><strong>${markdownLine(sentence)}</strong> ${markdownLine(reason)}</p>
<p>Remedy: ${markdownLine(remedy)}.</p>${
    "breaks" in rule &&
    html`
<details><summary>A pair that breaks it, and one that does not</summary>
<p>Breaks: the first accepts what the second refuses.</p>${jsonBlock(rule.breaks.writer)}${jsonBlock(rule.breaks.reader)}
<p>Harmless:</p>${jsonBlock(rule.harmless.writer)}${jsonBlock(rule.harmless.reader)}</details>`
  }</section>
`;
}

const words: readonly (readonly [string, string])[] = [
  [
    "contract",
    "A promise about data: a JSON Schema with an owner, in versions that never change once they are frozen.",
  ],
  [
    "version",
    "`major.minor.patch`. A patch says the same in other words, a minor version keeps every promise, a major version breaks one and has an event type of its own.",
  ],
  [
    "kind",
    "What a contract describes: an `event`, a `request`, a `response`, an `envelope` around events, a `fragment` that others refer to, a `config`.",
  ],
  ["domain", "The first word of a contract's path: whose it is."],
  ["application", "Something that sends or receives, as the operations of the AsyncAPI document name it."],
  ["channel", "Where messages travel: a topic, subject, stream or path, at an address."],
  [
    "partition key",
    "The member, as a JSON Pointer, whose value keeps events in order: those with equal keys stay in the order in which they were sent.",
  ],
  ["dataschema", "The attribute by which an event names the version of its contract."],
  [
    "new readers, old events",
    "Whether whoever reads by the new version accepts everything written by the old one; elsewhere called backward compatible.",
  ],
  [
    "old readers, new events",
    "Whether whoever still reads by the old version accepts everything written by the new one; elsewhere called forward compatible.",
  ],
  [
    "compatible, proved",
    "The engine has a proof that no event which one side may send is refused by the other.",
  ],
  ["witness", "An event that one version accepts and the other refuses; independent validators confirm it."],
  ["not decided", "Neither proof nor witness was found within the limits of the engine; the code says why."],
];
