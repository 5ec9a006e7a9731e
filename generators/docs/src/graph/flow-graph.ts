import type { Html } from "@concordat/gen-core/html";
import type { Links } from "../site/links.ts";
import type { Flow } from "../survey/flows.ts";
import { type DrawnEdge, type DrawnNode, drawGraph } from "./draw.ts";

export type FlowGraphOptions = {
  readonly title: string;
  readonly to: Links;
  readonly isCurrent?: { readonly channel?: string; readonly application?: string };
};

/** Senders, channels and receivers in three columns. An application that does both stands in both. */
export function flowGraph(flows: readonly Flow[], { title, to, isCurrent }: FlowGraphOptions): Html {
  const nodes = new Map<string, DrawnNode>();
  const edges = new Map<string, DrawnEdge>();
  for (const { application, direction, channel, message } of flows) {
    const [layer, side] = direction === "send" ? [0, "sender"] : [2, "receiver"];
    const id = `${side}:${application}`;
    const middle = `channel:${channel.name}`;
    nodes.set(id, {
      id,
      label: application,
      kind: "application",
      layer,
      href: to.application(application),
      isCurrent: isCurrent?.application === application,
    });
    const known = nodes.get(middle)?.about;
    const said = message.title ?? message.name;
    nodes.set(middle, {
      id: middle,
      label: channel.address ?? channel.name,
      kind: "channel",
      layer: 1,
      about: known === undefined || known.split(", ").includes(said) ? said : `${known}, ${said}`,
      href: to.channel(channel.name),
      isCurrent: isCurrent?.channel === channel.name,
    });
    const edge = direction === "send" ? { from: id, to: middle } : { from: middle, to: id };
    edges.set(`${edge.from}\n${edge.to}`, edge);
  }
  return drawGraph({ title, nodes: [...nodes.values()], edges: [...edges.values()] });
}
