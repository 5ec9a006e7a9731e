import { type Contract, type ContractKind, type ContractVersion, contractKinds } from "@concordat/contracts";
import { type Html, html } from "@concordat/gen-core/html";
import type { Page } from "./layout.ts";

export type ListFilter = { readonly q?: string | undefined; readonly kind?: ContractKind | undefined };

/** All contracts by domain, the first word of their path. */
export function listPage(contracts: readonly Contract[], filter: ListFilter): Page {
  const chosen = contracts.filter((contract) => passes(contract, filter));
  const domains = [...Map.groupBy(chosen, ({ path }) => domainOf(path))];
  const isFiltered = filter.q !== undefined || filter.kind !== undefined;
  return {
    title: "Contracts · Concordat registry",
    body: html`<h1>Contracts</h1>
<p class="quiet" role="status">${isFiltered ? `${chosen.length} of ${contracts.length}` : contracts.length} contracts${
      isFiltered && html` · <a href="/">show all</a>`
    }</p>
${form(filter)}
${domains.length > 1 && html`<nav aria-label="Domains"><ul class="domains">${domains.map(domainLink)}</ul></nav>`}
${domains.map(domainSection)}
${chosen.length === 0 && html`<p>No contract matches. Try a part of a name, as in <a href="/?q=created">created</a>.</p>`}`,
  };
}

/** Every word must stand somewhere in what names the contract. */
function passes({ path, latest }: Contract, { q = "", kind }: ListFilter): boolean {
  const named = [path, path.replaceAll("/", "."), latest.type, latest.title].join(" ").toLowerCase();
  const words = q.toLowerCase().split(/\s+/);
  return (kind === undefined || latest.kind === kind) && words.every((word) => named.includes(word));
}

function form({ q = "", kind }: ListFilter): Html {
  const option = (each: ContractKind) =>
    html`<option value="${each}"${each === kind && html` selected`}>${each}</option>`;
  return html`<form role="search" action="/" method="get">
<label class="wide">Name, type or title <input type="search" name="q" value="${q}" maxlength="200" autocomplete="off" spellcheck="false"></label>
<label>Kind <select name="kind"><option value="">any</option>${contractKinds.map(option)}</select></label>
<button>Filter</button>
</form>`;
}

function domainLink([domain, { length }]: readonly [string, readonly Contract[]]): Html {
  return html`<li><a href="#${domain}">${domain}</a><span class="count">${length}</span></li>`;
}

function domainSection([domain, contracts]: readonly [string, readonly Contract[]]): Html {
  return html`<section aria-labelledby="${domain}">
<h2 id="${domain}">${domain}<span class="count">${contracts.length}</span></h2>
<table class="list">
<thead><tr><th scope="col">Contract</th><th scope="col">Kind</th><th scope="col">Event type</th><th scope="col">Versions</th></tr></thead>
<tbody>${contracts.map(row)}</tbody>
</table>
</section>
`;
}

function row({ path, latest, versions }: Contract): Html {
  return html`<tr>
<th scope="row"><a href="/ui/${latest.id}">${latest.title ?? path}</a><br><span class="mono quiet">${path}</span></th>
<td>${latest.kind}</td>
<td class="mono">${latest.type}</td>
<td>${versions.toReversed().map(versionLink)}</td>
</tr>
`;
}

function versionLink({ id, version, deprecated }: ContractVersion): Html {
  const tag = deprecated && html` <span class="tag warn">deprecated</span>`;
  return html`<span class="nowrap"><a href="/ui/${id}">${version}</a>${tag}</span> `;
}

function domainOf(path: string): string {
  return path.split("/", 1)[0] ?? path;
}
