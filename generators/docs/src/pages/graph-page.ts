import { html } from "@concordat/gen-core/html";
import { applicationGraph, conversations } from "../graph/application-graph.ts";
import { flowGraph } from "../graph/flow-graph.ts";
import { counted } from "../parts/words.ts";
import type { Page } from "../site/page.ts";
import type { Flow } from "../survey/flows.ts";
import { type Context, linksOf } from "./context.ts";

/** Who talks to whom: applications alone, then domain by domain with the channels between them. */
export function graphPage(context: Context): Page {
  const { survey } = context;
  const path = "graph.html";
  const to = linksOf(path, context);
  const talks = conversations(survey);
  const domains = [...Map.groupBy(survey.flows, (flow) => domainOf(flow))].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const anchors = new Map(domains.map(([domain], index) => [domain, `part-${index + 1}`]));
  return {
    path,
    title: "Graph",
    section: "Graph",
    body: html`<h1>Who talks to whom</h1>
<p class="lead">Applications are round, channels square; events travel from left to right. Every node is a link.</p>
${
  talks.length > 0 &&
  html`<h2 id="applications">Applications</h2>
<p>An edge leads from an application that sends to one that receives the same message on the same channel, with the number of messages.</p>
${applicationGraph(survey, to)}
<details><summary>The same in words</summary><ul>${talks.map(
    ({ from, to: other, messages }) =>
      html`<li><a href="${to.application(from)}">${from}</a> → <a href="${to.application(other)}">${other}</a>: ${messages.join(", ")}</li>`,
  )}</ul></details>`
}
<p>${domains.map(([domain, flows]) => html`<a href="#${anchors.get(domain)}">${domain}</a> <span class="quiet">${new Set(flows.map(({ channel }) => channel.name)).size}</span> `)}</p>
${domains.map(
  ([domain, flows]) => html`<h2 id="${anchors.get(domain)}">${domain}</h2>
<p class="quiet">${counted(flows.length, "flow")}; senders to the left, receivers to the right.</p>
${flowGraph(flows, { title: `Senders, channels and receivers of ${domain}`, to })}
`,
)}`,
  };
}

/** The first word of the contract; a message that is none has the domain of nobody. */
function domainOf({ message }: Flow): string {
  return message.payload.kind === "contract"
    ? (message.payload.contract.split("/", 1)[0] ?? "")
    : "other messages";
}
