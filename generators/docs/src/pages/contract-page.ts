import type { ContractRecord } from "@concordat/contracts";
import { type Content, type Html, html, markdown } from "@concordat/gen-core/html";
import { flowGraph } from "../graph/flow-graph.ts";
import { flowsTable } from "../parts/flows-table.ts";
import { mostListed, nearby, sideList } from "../parts/side-list.ts";
import { snippets } from "../parts/snippets.ts";
import { code, counted, facts, joined, tag } from "../parts/words.ts";
import type { Links } from "../site/links.ts";
import type { Page } from "../site/page.ts";
import type { ContractEntry, Survey } from "../survey/survey.ts";
import { type Context, linksOf } from "./context.ts";
import { domainAnchor } from "./domain-anchor.ts";
import { versionBody } from "./version-body.ts";

/** Everything about one contract: who moves it, and each of its versions, the latest first. */
export function contractPage(contract: ContractEntry, context: Context): Page {
  const { path, title, latest, versions, flows } = contract;
  const file = context.places.contract(path);
  const to = linksOf(file, context);
  const { survey } = context;
  const older = versions.toReversed().slice(1);
  return {
    path: file,
    title,
    section: "Contracts",
    side: domainList(contract, survey, to),
    body: html`<p class="trail"><a href="${to.file("index.html")}">Contracts</a> / ${path}</p>
<h1>${title}</h1>
<p class="tags">${tag(latest.kind ?? "no kind")} ${tag(latest.version)} ${latest.frozen ? tag("frozen", "good") : tag("draft", "warn")}${latest.deprecated && html` ${tag("deprecated", "bad")}`}</p>
${latest.deprecated && deprecation(latest)}
${latest.description !== undefined && html`<div class="lead">${markdown(latest.description)}</div>`}
${contractFacts(contract, survey, to)}
${pageParts(contract)}
<h2 id="flow">Who sends and receives it</h2>
${
  flows.length === 0
    ? html`<p>No operation of the document moves it${contract.usedBy.length > 0 && " by itself; it is a part of others"}.</p>`
    : html`${flowGraph(flows, { title: `Senders, channels and receivers of ${title}`, to })}
${flowsTable(flows, ["application", "version", "channel"], survey, to)}`
}
<section aria-labelledby="v${latest.version}"><h2 id="v${latest.version}">Version ${latest.version}</h2>
${versionBody(latest, contract, context, to)}</section>
<h2 id="use">Use it</h2>
${snippets(latest, context.usage)}
${older.length > 0 && html`<h2 id="older">${counted(older.length, "older version")}</h2>`}
${older.map(
  (
    version,
  ) => html`<details class="version" id="v${version.version}"><summary>Version ${version.version} ${tag(version.frozen ? "frozen" : "draft")}${version.deprecated && html` ${tag("deprecated", "bad")}`}</summary>
${version.description !== latest.description && version.description !== undefined && markdown(version.description)}
${versionBody(version, contract, context, to)}</details>
`,
)}`,
  };
}

/** Where the parts of a long page begin. */
function pageParts({ latest, versions }: ContractEntry): Html {
  const version = `v${latest.version}`;
  const parts: readonly (readonly [string, string])[] = [
    ["flow", "Who sends and receives it"],
    [`${version}-members`, "Members"],
    ...(versions.length > 1 ? ([[`${version}-changes`, "What changed"]] as const) : []),
    [`${version}-schema`, "Schema"],
    ["use", "Use it"],
    ...(versions.length > 1 ? ([["older", "Older versions"]] as const) : []),
  ];
  const links = parts.map(([anchor, title]) => html`<a href="#${anchor}">${title}</a>`);
  return html`<nav class="parts" aria-label="On this page">${joined(links, " · ")}</nav>`;
}

function contractFacts({ latest, versions, usedBy }: ContractEntry, survey: Survey, to: Links): Html {
  const { type, owner, key, priority, uri, dialect } = latest;
  return facts([
    ["Event type", type !== undefined && code(type)],
    ["Owner", owner],
    ["Partition key", key !== undefined && code(key)],
    ["Priority", priority],
    [
      "Versions",
      joined(
        versions.toReversed().map(({ id, version }) => html`<a href="${to.version(id)}">${version}</a>`),
      ),
    ],
    [latest.kind === "event" ? "dataschema" : "Identifier", code(uri)],
    ["Dialect", `JSON Schema ${dialect}`],
    [
      "Used by",
      usedBy.length > 0 &&
        joined(
          usedBy.map(
            (path) => html`<a href="${to.contract(path)}">${survey.contract(path)?.title ?? path}</a>`,
          ),
        ),
    ],
  ]);
}

function deprecation({ sunset }: ContractRecord): Html {
  return html`<p class="notice"><strong>Deprecated.</strong>${
    sunset !== undefined &&
    html` Publishers may stop sending it from <time datetime="${sunset}">${sunset}</time>.`
  }</p>`;
}

/** The contracts of the same domain, and the way to the others; of a domain too large for that, those of the same folder. */
function domainList({ path, domain }: ContractEntry, { contracts }: Survey, to: Links): Content {
  const domains = [...Map.groupBy(contracts, (each) => each.domain)];
  const all = contracts.filter((each) => each.domain === domain);
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const listed = all.length <= mostListed ? all : all.filter((each) => each.path.startsWith(folder));
  const links = nearby(listed, (each) => each.path === path).map((each) => ({
    address: to.contract(each.path),
    text: each.title,
    isCurrent: each.path === path,
  }));
  return html`${domains.map(([name, { length }]) => {
    const head = html`<a href="${to.file("index.html", domainAnchor(name))}">${name} <span class="quiet">${length}</span></a>`;
    return html`<p>${head}</p>${name === domain && sideList(links)}
`;
  })}`;
}
