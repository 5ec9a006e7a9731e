import type { Outline, OutlineRow, TypeWord } from "@concordat/contracts/outline";
import { type Html, html, markdownLine } from "@concordat/gen-core/html";
import type { Links } from "../site/links.ts";
import { jsonBlock } from "./json.ts";
import { tag } from "./words.ts";

/** All members of a version, one a row; each row has an address of its own. */
export function membersTable({ rows, rules, isCut }: Outline, prefix: string, to: Links): Html {
  const anchors = anchorsOf(rows, prefix);
  return html`${
    rows.length === 0
      ? html`<p class="quiet">It declares no members.</p>`
      : html`<table class="members">
<thead><tr><th scope="col">Member</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead>
<tbody>${rows.map((row, index) => memberRow(row, anchors[index] ?? prefix, to))}</tbody>
</table>`
  }${isCut && html`<p class="notice">There are more members than this table shows; the schema has all of them.</p>`}${
    rules.length > 0 && html`<ul class="rules">${rules.map(ruleItem)}</ul>`
  }`;
}

function memberRow(row: OutlineRow, anchor: string, to: Links): Html {
  const [stem, name] = splitPath(row.path);
  return html`<tr id="${anchor}">
<th scope="row" class="d${Math.min(row.depth, 4)}"><a class="self" href="#${anchor}"><code><span class="quiet">${stem}</span><wbr>${name}</code></a> ${
    row.required ? html`<span class="must">required</span>` : html`<span class="may">optional</span>`
  }${row.deprecated && html` ${tag("deprecated", "warn")}`}</th>
<td>${row.type.map((word) => typeWord(word, to))}</td>
<td>${row.description !== undefined && html`<p>${markdownLine(row.description)}</p>`}${
    row.constraints.length > 0 &&
    html`<ul class="limits">${row.constraints.map((each) => html`<li>${each}</li>`)}</ul>`
  }</td>
</tr>
`;
}

function typeWord(word: TypeWord, to: Links): Html | string {
  return typeof word === "string" ? word : html`<a href="${to.version(word.id)}">${word.title}</a>`;
}

/** A condition that no single member's row can show. */
function ruleItem({ path, words, schema }: Outline["rules"][number]): Html {
  const place = path !== "" && html`In <code>${path}</code>: `;
  if (words !== undefined) return html`<li>${place}${markdownLine(words)}</li>`;
  return html`<li>${place}${schema !== undefined && jsonBlock(schema)}</li>`;
}

/** `items[].skuId` as `items[].` and `skuId`, so that the part that is new on this row can stand out. */
function splitPath(path: string): readonly [stem: string, name: string] {
  const start = Math.max(path.lastIndexOf(".", path.length - 2) + 1, 0);
  return [path.slice(0, start), path.slice(start)];
}

/** A path is an address as it is, once it is encoded; of two members that are written alike, the second is numbered. */
function anchorsOf(rows: readonly OutlineRow[], prefix: string): readonly string[] {
  const counts = new Map<string, number>();
  return rows.map(({ path }) => {
    const anchor = `${prefix}.${encodeURIComponent(path.toWellFormed()).replaceAll("'", "%27")}`;
    const count = (counts.get(anchor) ?? 0) + 1;
    counts.set(anchor, count);
    return count === 1 ? anchor : `${anchor}~${count}`;
  });
}
