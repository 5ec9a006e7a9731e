import type { Html } from "@concordat/gen-core/html";
import type { Links } from "../site/links.ts";
import type { Survey } from "../survey/survey.ts";
import { drawGraph } from "./draw.ts";

export type Conversation = {
  readonly from: string;
  readonly to: string;
  readonly messages: readonly string[];
};

/** Which application hears which: one sends a message on a channel, another receives it there. */
export function conversations({ flows }: Pick<Survey, "flows">): readonly Conversation[] {
  const receivers = Map.groupBy(
    flows.filter(({ direction }) => direction === "receive"),
    ({ channel, message }) => `${channel.name}\n${message.name}`,
  );
  const heard = new Map<string, { from: string; to: string; messages: Set<string> }>();
  for (const { application, direction, channel, message } of flows) {
    if (direction !== "send") continue;
    for (const receiver of receivers.get(`${channel.name}\n${message.name}`) ?? []) {
      const key = `${application}\n${receiver.application}`;
      const known = heard.get(key) ?? {
        from: application,
        to: receiver.application,
        messages: new Set<string>(),
      };
      known.messages.add(message.title ?? message.name);
      heard.set(key, known);
    }
  }
  return [...heard.values()].map(({ messages, ...ends }) => ({ ...ends, messages: [...messages] }));
}

/** Applications alone; an edge says how many messages go that way. */
export function applicationGraph(survey: Survey, to: Links): Html {
  const edges = conversations(survey).filter((each) => each.from !== each.to);
  const connected = new Set(edges.flatMap((each) => [each.from, each.to]));
  return drawGraph({
    title: "Which application hears which; each edge with the number of messages",
    nodes: survey.applications
      .filter((name) => connected.has(name))
      .map((name) => ({ id: name, label: name, kind: "application", href: to.application(name) })),
    edges: edges.map(({ messages, ...ends }) => ({ ...ends, label: String(messages.length) })),
  });
}
