import { type Html, html } from "@concordat/gen-core/html";
import type { Problem } from "../http/problem.ts";
import type { Page } from "./layout.ts";

/** A problem for people: the same facts, and links to what may have been meant. */
export function errorPage({ status, title, code, detail, hint, meant = [] }: Problem): Page {
  return {
    title: `${title} · Concordat registry`,
    body: html`<h1>${title}</h1>
<p class="lead">${sentence(detail)}</p>
${meant.length > 0 && html`<p>Did you mean:</p><ul>${meant.map(link)}</ul>`}
${status !== 404 && html`<p>${sentence(hint)}</p>`}
<p><a href="/">All contracts</a></p>
<p class="quiet">${status} <code>${code}</code></p>`,
  };
}

function link(path: string): Html {
  return html`<li><a href="${path}">${path}</a></li>`;
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
