import { type Html, html, markdown } from "@concordat/gen-core/html";
import { counted, joined, tag } from "../parts/words.ts";
import type { Links } from "../site/links.ts";
import type { Page } from "../site/page.ts";
import type { ContractEntry } from "../survey/survey.ts";
import { type Context, linksOf } from "./context.ts";
import { domainAnchor } from "./domain-anchor.ts";

/** All contracts in one table. Without its script it is whole; with it, it can be narrowed by words, kind and domain. */
export function indexPage(context: Context): Page {
  const { info } = context.survey.model;
  const { contracts, applications, model } = context.survey;
  const to = linksOf("index.html", context);
  const domains = [...Map.groupBy(contracts, ({ domain }) => domain)];
  const kinds = [...new Set(contracts.flatMap(({ latest }) => latest.kind ?? []))].sort();
  return {
    path: "index.html",
    title: info.title,
    section: "Contracts",
    body: html`<h1>${info.title} <span class="quiet">${info.version}</span></h1>
${info.description !== undefined && html`<div class="lead">${markdown(info.description)}</div>`}
<p>${counted(contracts.length, "contract")}, <a href="${to.file("applications/index.html")}">${counted(applications.length, "application")}</a>, <a href="${to.file("channels/index.html")}">${counted(model.channels.length, "channel")}</a> · <a href="${to.file("graph.html")}">who talks to whom</a></p>
<div class="filter" id="filter" role="search" hidden>
<label class="wide">Name, type, owner or application <input type="search" id="filter-words" autocomplete="off" spellcheck="false"></label>
${choice("kind", "Kind", kinds)}
${choice(
  "domain",
  "Domain",
  domains.map(([domain]) => domain),
)}
<p role="status" id="filter-count">${counted(contracts.length, "contract")}</p>
</div>
<table class="list" id="contracts">
<thead><tr><th scope="col">Contract</th><th scope="col">Kind</th><th scope="col">Latest</th><th scope="col">Owner</th><th scope="col">Sent by</th><th scope="col">Received by</th></tr></thead>
${domains.map(
  ([
    domain,
    entries,
  ]) => html`<tbody data-domain="${domain}"><tr class="group"><th scope="rowgroup" colspan="6" id="${domainAnchor(domain)}">${domain} <span class="quiet">${entries.length}</span></th></tr>
${entries.map((entry) => contractRow(entry, to))}</tbody>
`,
)}
</table>
<p id="filter-none" hidden>No contract matches. Try a part of a name.</p>`,
  };
}

function choice(name: string, label: string, words: readonly string[]): Html {
  return html`<label>${label} <select id="filter-${name}"><option value="">any</option>${words.map((word) => html`<option>${word}</option>`)}</select></label>`;
}

function contractRow({ path, title, latest, versions, flows }: ContractEntry, to: Links): Html {
  const who = (direction: "send" | "receive") => [
    ...new Set(flows.filter((flow) => flow.direction === direction).map(({ application }) => application)),
  ];
  const [senders, receivers] = [who("send"), who("receive")];
  const links = (names: readonly string[]) =>
    joined(names.map((name) => html`<a href="${to.application(name)}">${name}</a>`));
  const words = [path, path.replaceAll("/", "."), latest.type, title, latest.owner, ...senders, ...receivers];
  return html`<tr data-kind="${latest.kind}" data-words="${words.join(" ").toLowerCase()}">
<th scope="row"><a href="${to.contract(path)}">${title}</a>${latest.deprecated && html` ${tag("deprecated", "bad")}`}<br><code class="quiet">${latest.type ?? path}</code></th>
<td>${latest.kind}</td><td>${latest.version}${versions.length > 1 && html` <span class="quiet">of ${versions.length}</span>`}${!latest.frozen && html` ${tag("draft", "warn")}`}</td><td>${latest.owner}</td><td>${links(senders)}</td><td>${links(receivers)}</td></tr>
`;
}
