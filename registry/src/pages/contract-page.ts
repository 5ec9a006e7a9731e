import type { Catalogue, ContractVersion } from "@concordat/contracts";
import { outlineOf } from "@concordat/contracts/outline";
import { type Html, html } from "@concordat/gen-core/html";
import { isArray, type Json } from "@concordat/json";
import { referrersOf } from "../core/referrers.ts";
import type { Page } from "./layout.ts";
import { membersTable } from "./members-table.ts";
import { prose } from "./prose.ts";

/** One version of a contract, for people. */
export function contractPage(version: ContractVersion, catalogue: Catalogue): Page {
  const title = version.title ?? version.contract;
  const { rows, rules, isCut } = outlineOf(version, catalogue);
  const { examples } = version.document;
  return {
    title: `${title} ${version.version} · Concordat registry`,
    body: html`${trail(version.contract)}
<h1>${title} <span class="count">${version.version}</span></h1>
<ul class="tags"><li class="tag">${version.kind ?? "no kind"}</li><li class="tag">${version.frozen ? "frozen" : "draft"}</li></ul>
${version.deprecated && deprecation(version, catalogue)}
${version.description !== undefined && html`<p class="lead">${prose(version.description)}</p>`}
${facts(version, catalogue)}
<h2 id="members">Members</h2>
${rows.length > 0 ? membersTable(rows, { labelledBy: "members" }) : html`<p class="quiet">It declares no members.</p>`}
${isCut && html`<p class="notice">There are more members than this table shows; the document has all of them.</p>`}
${
  rules.length > 0 &&
  html`<h2>Further rules</h2>
<ul>${rules.map(rule)}</ul>`
}
${
  examples !== undefined &&
  isArray(examples) &&
  html`<h2>Examples</h2>
${examples.map(example)}`
}`,
  };
}

/** The way back: the list, and the domain in it. */
function trail(contract: string): Html {
  const [domain, ...rest] = contract.split("/");
  return html`<nav aria-label="Breadcrumb" class="mono quiet"><a href="/">contracts</a> / <a href="/#${domain}">${domain}</a> / ${rest.join("/")}</nav>`;
}

function deprecation(version: ContractVersion, catalogue: Catalogue): Html {
  const latest = catalogue.latest(version.contract);
  return html`<p class="notice"><strong>Deprecated.</strong>${
    version.sunset !== undefined &&
    html` Publishers may stop sending it from <time datetime="${version.sunset}">${version.sunset}</time>.`
  }${latest && latest.id !== version.id && html` Use <a href="/ui/${latest.id}">${latest.version}</a>.`}</p>`;
}

function facts(version: ContractVersion, catalogue: Catalogue): Html {
  const { type, owner, key, priority, uri, id } = version;
  const versions = catalogue.contract(version.contract)?.versions ?? [];
  const referrers = referrersOf(version, catalogue);
  const code = (text: string | undefined) => text !== undefined && html`<code>${text}</code>`;
  return html`<dl>
${fact("Event type", code(type))}
${fact("Partition key", code(key))}
${fact("Priority", priority)}
${fact("Owner", owner)}
${fact("Versions", html`<ul>${versions.toReversed().map((each) => link(each, each.version, each.id === id))}</ul>`)}
${fact("Identifier", code(uri))}
${fact("Document", html`<a href="/${id}.json" type="application/schema+json">JSON Schema, as published</a>`)}
${fact("Used by", referrers.length > 0 && html`<ul>${referrers.map((each) => link(each, `${each.title ?? each.contract} ${each.version}`))}</ul>`)}
</dl>`;
}

function fact(name: string, value: Html | string | undefined | false): Html | false {
  return value !== undefined && value !== false && html`<dt>${name}</dt><dd>${value}</dd>`;
}

function link({ id }: ContractVersion, text: string, isCurrent = false): Html {
  return html`<li><a href="/ui/${id}"${isCurrent && html` aria-current="page"`}>${text}</a></li>`;
}

function rule({
  path,
  words,
  schema,
}: {
  readonly path: string;
  readonly words?: string;
  readonly schema?: Json;
}): Html {
  const place = path !== "" && html`In <code>${path}</code>: `;
  return words === undefined
    ? html`<li>${place}<pre tabindex="0"><code>${JSON.stringify(schema, undefined, 2)}</code></pre></li>`
    : html`<li>${place}${prose(words)}</li>`;
}

function example(value: Json): Html {
  return html`<pre tabindex="0"><code>${JSON.stringify(value, undefined, 2)}</code></pre>
`;
}
