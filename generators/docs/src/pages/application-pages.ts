import { type Content, html } from "@concordat/gen-core/html";
import { conversations } from "../graph/application-graph.ts";
import { flowGraph } from "../graph/flow-graph.ts";
import { flowsTable } from "../parts/flows-table.ts";
import { nearby, sideList } from "../parts/side-list.ts";
import { counted } from "../parts/words.ts";
import type { Links } from "../site/links.ts";
import type { Page } from "../site/page.ts";
import type { Survey } from "../survey/survey.ts";
import { type Context, linksOf } from "./context.ts";

/** A page for each application: what it sends and receives, and whom that joins it to. */
export function applicationPages(context: Context): readonly Page[] {
  return [indexOf(context), ...context.survey.applications.map((name) => pageOf(name, context))];
}

function pageOf(name: string, context: Context): Page {
  const { survey } = context;
  const path = context.places.application(name);
  const to = linksOf(path, context);
  const flows = survey.flows.filter(({ application }) => application === name);
  const channels = new Set(flows.map(({ channel }) => channel.name));
  const around = survey.flows.filter(({ channel }) => channels.has(channel.name));
  const talks = conversations(survey);
  const hears = talks.filter((talk) => talk.to === name && talk.from !== name);
  const tells = talks.filter((talk) => talk.from === name && talk.to !== name);
  const part = (direction: "send" | "receive", title: string): Content => {
    const own = flows.filter((flow) => flow.direction === direction);
    return (
      own.length > 0 &&
      html`<h2 id="${direction}">${title}</h2>
${flowsTable(own, ["contract", "channel"], survey, to)}`
    );
  };
  return {
    path,
    title: name,
    section: "Applications",
    side: applicationList(name, survey, to),
    body: html`<h1>${name}</h1>
<p class="lead">${summary(flows.length, channels.size)}</p>
${partners(
  "It hears",
  hears.map(({ from, messages }) => [from, messages] as const),
  to,
)}
${partners(
  "It is heard by",
  tells.map(({ to: other, messages }) => [other, messages] as const),
  to,
)}
${flowGraph(around, { title: `What ${name} sends and receives, and with whom`, to, isCurrent: { application: name } })}
${part("send", "Sends")}
${part("receive", "Receives")}`,
  };
}

function summary(operations: number, channels: number): string {
  return `${counted(operations, "operation")} on ${counted(channels, "channel")}.`;
}

function partners(
  title: string,
  others: readonly (readonly [string, readonly string[]])[],
  to: Links,
): Content {
  return (
    others.length > 0 &&
    html`<p>${title} ${others.map(
      ([name, messages], index) =>
        html`${index > 0 && "; "}<a href="${to.application(name)}">${name}</a> <span class="quiet">(${messages.join(", ")})</span>`,
    )}.</p>`
  );
}

function indexOf(context: Context): Page {
  const { survey } = context;
  const path = "applications/index.html";
  const to = linksOf(path, context);
  const of = (name: string, direction: "send" | "receive") =>
    new Set(
      survey.flows
        .filter((flow) => flow.application === name && flow.direction === direction)
        .map(({ message }) => message.name),
    ).size;
  return {
    path,
    title: "Applications",
    section: "Applications",
    body: html`<h1>Applications</h1>
<p class="lead">Who takes part, as the operations of the document say.</p>
<table class="list"><thead><tr><th scope="col">Application</th><th scope="col">Sends</th><th scope="col">Receives</th></tr></thead>
<tbody>${survey.applications.map(
      (name) =>
        html`<tr><th scope="row"><a href="${to.application(name)}">${name}</a></th><td>${counted(of(name, "send"), "message")}</td><td>${counted(of(name, "receive"), "message")}</td></tr>
`,
    )}</tbody></table>`,
  };
}

function applicationList(current: string, { applications }: Survey, to: Links): Content {
  const isCurrent = (name: string) => name === current;
  return sideList(
    nearby(applications, isCurrent).map((name) => ({
      address: to.application(name),
      text: name,
      isCurrent: isCurrent(name),
    })),
  );
}
