import type { ModelChannel, ModelMessage, ModelServer } from "@concordat/contracts";
import { type Content, type Html, html, markdown, markdownLine } from "@concordat/gen-core/html";
import { isObject, type JsonObject } from "@concordat/json";
import { flowGraph } from "../graph/flow-graph.ts";
import { flowsTable } from "../parts/flows-table.ts";
import { jsonBlock } from "../parts/json.ts";
import { membersTable } from "../parts/members-table.ts";
import { nearby, sideList } from "../parts/side-list.ts";
import { code, facts, joined } from "../parts/words.ts";
import type { Links } from "../site/links.ts";
import type { Page } from "../site/page.ts";
import { messageUri, type Survey } from "../survey/survey.ts";
import { type Context, linksOf } from "./context.ts";

/** A page for each channel: its address, where it is, what travels on it and between whom. */
export function channelPages(context: Context): readonly Page[] {
  return [indexOf(context), ...context.survey.model.channels.map((channel) => pageOf(channel, context))];
}

function pageOf(channel: ModelChannel, context: Context): Page {
  const { survey } = context;
  const path = context.places.channel(channel.name);
  const to = linksOf(path, context);
  const flows = survey.flows.filter((flow) => flow.channel.name === channel.name);
  const servers = survey.model.servers.filter(({ name }) => channel.servers.includes(name));
  const messages = survey.model.messages.filter(({ name }) => channel.messages.includes(name));
  const { title, summary, description, bindings, extensions, parameters } = channel;
  return {
    path,
    title: title ?? channel.address ?? channel.name,
    section: "Channels",
    side: channelList(channel, survey, to),
    body: html`<h1>${title ?? code(channel.address ?? channel.name)}</h1>
${summary !== undefined && html`<p class="lead">${markdownLine(summary)}</p>`}
${description !== undefined && markdown(description)}
${facts([
  ["Address", channel.address === null ? "known at run time only" : code(channel.address)],
  ["Name", code(channel.name)],
  ["Messages", joined(messages.map((message) => messageName(message, survey, to)))],
])}
${parameters.length > 0 && parametersTable(parameters)}
${flows.length > 0 && html`<h2 id="flow">Who sends and receives</h2>`}
${flows.length > 0 && flowGraph(flows, { title: "Senders and receivers of this channel", to, isCurrent: { channel: channel.name } })}
${flows.length > 0 && flowsTable(flows, ["application", "contract"], survey, to)}
${servers.length > 0 && serversPart(servers)}
${asWritten("Bindings", "bindings", bindings)}
${asWritten("Further facts", "extensions", extensions)}
${messages.flatMap((message) => ownSchema(message, survey, to))}`,
  };
}

function messageName({ name, title, payload }: ModelMessage, { byId }: Survey, to: Links): Html {
  const version = payload.kind === "contract" ? byId(payload.contract) : undefined;
  if (version === undefined) return html`${title ?? name}`;
  return html`<a href="${to.version(version.id)}">${version.title ?? version.contract} ${version.version}</a>`;
}

function parametersTable(parameters: ModelChannel["parameters"]): Html {
  return html`<h2 id="parameters">Parameters of the address</h2>
<table><thead><tr><th scope="col">Name</th><th scope="col">Meaning</th><th scope="col">Values</th></tr></thead>
<tbody>${parameters.map(
    ({ name, description, enum: words, default: otherwise }) =>
      html`<tr><th scope="row">${code(name)}</th><td>${description !== undefined && markdownLine(description)}</td><td>${
        words && joined(words.map(code))
      }${otherwise !== undefined && html` default ${code(otherwise)}`}</td></tr>
`,
  )}</tbody></table>`;
}

function serversPart(servers: readonly ModelServer[]): Html {
  return html`<h2 id="servers">Where it is</h2>
<dl>${servers.map(
    ({ name, title, host, pathname = "", protocol, description, extensions, security = [] }) =>
      html`<dt>${title ?? name}</dt><dd>${protocol} ${code(host + pathname)}${
        security.length > 0 && html`; asks for ${joined(security.map(schemeName), " or ")}`
      }${description !== undefined && html`<br><span class="quiet">${markdownLine(description)}</span>`}${
        Object.keys(extensions).length > 0 && jsonBlock(extensions)
      }</dd>`,
  )}</dl>`;
}

function schemeName({ type, description }: JsonObject): Html {
  return html`${typeof type === "string" && code(type)}${typeof description === "string" && html` <span class="quiet">(${markdownLine(description)})</span>`}`;
}

function asWritten(title: string, id: string, members: JsonObject): Content {
  return Object.keys(members).length > 0 && html`<h2 id="${id}">${title}</h2>${jsonBlock(members)}`;
}

/** A message that is no contract has no page of its own, so its members stand here. */
function ownSchema(message: ModelMessage, survey: Survey, to: Links): readonly Html[] {
  const { payload, name, title } = message;
  if (payload.kind !== "schema" && payload.kind !== "foreign") return [];
  const id = `message-${encodeURIComponent(name.toWellFormed())}`;
  const examples = message.examples.flatMap((each) =>
    isObject(each) && each.payload !== undefined ? [jsonBlock(each.payload)] : [],
  );
  return [
    html`<h2 id="${id}">${title ?? name}</h2>
${message.summary !== undefined && html`<p>${markdownLine(message.summary)}</p>`}
${message.description !== undefined && markdown(message.description)}
${
  payload.kind === "foreign"
    ? html`<p>In ${code(payload.format)}, which is carried along unread.</p>`
    : membersTable(survey.outline({ uri: messageUri(name) }), id, to)
}
${examples}
<details class="schema"><summary>Schema</summary>${jsonBlock(payload.schema)}</details>`,
  ];
}

function channelList({ name }: ModelChannel, { model }: Survey, to: Links): Html {
  const isCurrent = (channel: ModelChannel) => channel.name === name;
  return sideList(
    nearby(model.channels, isCurrent).map((channel) => ({
      address: to.channel(channel.name),
      text: channel.address ?? channel.name,
      isCurrent: isCurrent(channel),
    })),
  );
}

function indexOf(context: Context): Page {
  const { survey } = context;
  const path = "channels/index.html";
  const to = linksOf(path, context);
  const protocols = new Map(survey.model.servers.map(({ name, protocol }) => [name, protocol]));
  return {
    path,
    title: "Channels",
    section: "Channels",
    body: html`<h1>Channels</h1>
<table class="list"><thead><tr><th scope="col">Address</th><th scope="col">Over</th><th scope="col">Carries</th></tr></thead>
<tbody>${survey.model.channels.map(({ name, address, servers, messages }) => {
      const carried = survey.model.messages.filter((message) => messages.includes(message.name));
      return html`<tr><th scope="row"><a href="${to.channel(name)}">${code(address ?? name)}</a></th><td>${[
        ...new Set(servers.map((server) => protocols.get(server) ?? server)),
      ].join(", ")}</td><td>${joined(carried.map((message) => messageName(message, survey, to)))}</td></tr>
`;
    })}</tbody></table>`,
  };
}
