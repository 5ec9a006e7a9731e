import { type Html, html, markdownLine } from "@concordat/gen-core/html";
import type { Links } from "../site/links.ts";
import type { Flow } from "../survey/flows.ts";
import type { Survey } from "../survey/survey.ts";
import { code, tag } from "./words.ts";

export type FlowColumn = "application" | "contract" | "version" | "channel";

/** Who does what, one operation and message a row; the column that the page is about is left out. */
export function flowsTable(
  flows: readonly Flow[],
  columns: readonly FlowColumn[],
  { byId, model }: Survey,
  to: Links,
): Html {
  const cells: Readonly<Record<FlowColumn, readonly [string, (flow: Flow) => Html]>> = {
    application: [
      "Application",
      ({ application }) => html`<a href="${to.application(application)}">${application}</a>`,
    ],
    contract: ["Contract", ({ message }) => messageLink(message)],
    version: ["Version", ({ message }) => versionLink(message)],
    channel: ["Channel", ({ channel }) => channelCell(channel)],
  };
  const messageLink = ({ payload, title, name }: Flow["message"]) => {
    const version = payload.kind === "contract" ? byId(payload.contract) : undefined;
    if (version === undefined) return html`${title ?? name} ${tag("message")}`;
    return html`<a href="${to.version(version.id)}">${version.title ?? version.contract}</a> <span class="quiet">${version.version}</span>`;
  };
  const versionLink = ({ payload }: Flow["message"]) => {
    const version = payload.kind === "contract" ? byId(payload.contract) : undefined;
    return html`${version && html`<a href="${to.version(version.id)}">${version.version}</a>`}`;
  };
  const protocols = new Map(model.servers.map(({ name, protocol }) => [name, protocol]));
  const channelCell = ({ name, address, servers }: Flow["channel"]) =>
    html`<a href="${to.channel(name)}">${code(address ?? name)}</a> <span class="quiet">${[
      ...new Set(servers.map((server) => protocols.get(server) ?? server)),
    ].join(", ")}</span>`;
  return html`<table class="flows">
<thead><tr><th scope="col">Does</th>${columns.map((column) => html`<th scope="col">${cells[column][0]}</th>`)}<th scope="col">Operation</th></tr></thead>
<tbody>${flows.map(
    (flow) => html`<tr><td>${tag(verb(flow), flow.direction === "send" ? "good" : "plain")}</td>${columns.map(
      (column) => html`<td>${cells[column][1](flow)}</td>`,
    )}<td>${code(flow.operation.name)}${operationWords(flow)}</td></tr>
`,
  )}</tbody></table>`;
}

function verb({ direction, isReply }: Flow): string {
  const word = direction === "send" ? "sends" : "receives";
  return isReply ? `${word} in reply` : word;
}

function operationWords({ operation }: Flow): Html | false {
  const words = operation.summary ?? operation.description;
  return words !== undefined && html`<br><span class="quiet">${markdownLine(words)}</span>`;
}
