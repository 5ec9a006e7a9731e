import type { OutlineRow, TypeWord } from "@concordat/contracts/outline";
import { type Html, html } from "@concordat/gen-core/html";
import { prose } from "./prose.ts";

/** One row a member; the path is written out on every row, so that it can be read without its neighbours. */
export function membersTable(
  rows: readonly OutlineRow[],
  { labelledBy }: { readonly labelledBy: string },
): Html {
  return html`<table class="members" aria-labelledby="${labelledBy}">
<thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead>
<tbody>${rows.map(row)}</tbody>
</table>`;
}

function row({ path, depth, type, required, deprecated, description, constraints }: OutlineRow): Html {
  const [stem, name] = splitPath(path);
  return html`<tr>
<th scope="row" class="d${Math.min(depth, 4)}"><code><span class="stem">${stem}</span><wbr>${name}</code>${required && html` <span class="must">required</span>`}${
    deprecated && html` <span class="tag warn">deprecated</span>`
  }</th>
<td>${type.map(typeWord)}</td>
<td>${description !== undefined && prose(description)}${
    constraints.length > 0 &&
    html`<ul class="limits">${constraints.map((each) => html`<li>${each}</li>`)}</ul>`
  }</td>
</tr>
`;
}

function typeWord(word: TypeWord): Html | string {
  return typeof word === "string" ? word : html`<a href="/ui/${word.id}">${word.title}</a>`;
}

/** `items[].skuId` as `items[].` and `skuId`, so that the part that is new on this row can stand out. */
function splitPath(path: string): readonly [stem: string, name: string] {
  const start = Math.max(path.lastIndexOf(".", path.length - 2) + 1, 0);
  return [path.slice(0, start), path.slice(start)];
}
