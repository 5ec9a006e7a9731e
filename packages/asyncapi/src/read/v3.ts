import type { ModelChannel, ModelOperation, ModelReply } from "@concordat/contracts";
import { type Finding, findingOf } from "@concordat/errors";
import { asyncapiErrors } from "../errors.ts";
import { childOf, childrenOf, keyOf, objectOf, type SourceNode, textOf } from "../source/node.ts";
import { documentRule } from "../source/parse-text.ts";
import type { World } from "../source/world.ts";
import { describe } from "./described.ts";
import type { DraftModel } from "./draft.ts";
import { defaultContentTypeOf, readInfo } from "./info.ts";
import { layersOf, memberOf } from "./layers.ts";
import { createMessageRegister, type MessageRegister } from "./messages.ts";
import { readParameters } from "./parameters.ts";
import { readSecurity } from "./security.ts";
import { readServers } from "./servers.ts";

type ReadChannel = { readonly model: ModelChannel; readonly node: SourceNode };

/** What reading channels and operations needs, and where it leaves what it could not follow. */
type Context = {
  readonly world: World;
  readonly root: SourceNode;
  readonly messages: MessageRegister;
  readonly findings: Finding[];
};

/** AsyncAPI 3.x: channels and operations stand side by side and refer to each other. */
export function readV3(root: SourceNode, world: World, findings: Finding[]): DraftModel {
  const messages = createMessageRegister(world, 3, defaultContentTypeOf(root));
  const context = { world, root, messages, findings };
  const servers = readServers(root, 3, world);
  const channels = childrenOf(childOf(root, "channels")).map(([name, node]) =>
    readChannel(
      name,
      node,
      servers.map((server) => server.name),
      root,
      context,
    ),
  );
  const operations = childrenOf(childOf(root, "operations")).flatMap(([name, node]) =>
    readOperation(name, node, channels, context),
  );
  return {
    info: readInfo(root, 3, world),
    servers,
    channels: channels.map(({ model }) => model),
    operations,
    messages: messages.all(),
  };
}

function readChannel(
  name: string,
  written: SourceNode,
  allServers: readonly string[],
  root: SourceNode,
  { world, messages, findings }: Context,
): ReadChannel {
  const node = world.follow(written).at(-1) ?? written;
  const address = textOf(childOf(node, "address")) ?? null;
  const servers = childOf(node, "servers");
  const named = childrenOf(servers).flatMap(([, ref]) =>
    nameUnder("servers", "server", ref, root, { world, findings }),
  );
  const model = {
    name,
    address,
    parameters: readParameters(childOf(node, "parameters"), address, world),
    servers: servers === undefined || named.length === 0 ? allServers : named,
    messages: childrenOf(childOf(node, "messages")).map(([key, message]) =>
      messages.add(message, `${name}.${key}`),
    ),
    ...describe([node], world),
  };
  return { model, node };
}

function readOperation(
  name: string,
  written: SourceNode,
  channels: readonly ReadChannel[],
  context: Context,
): readonly ModelOperation[] {
  const { world } = context;
  const layers = layersOf(written, 3, world);
  const channel = channelOf(memberOf(layers, "channel"), channels, context);
  const action = textOf(memberOf(layers, "action"));
  // The official parser has said what is wrong with an operation that lacks one of the two.
  if (channel === undefined || (action !== "send" && action !== "receive")) return [];
  const reply = replyOf(memberOf(layers, "reply"), channels, context);
  return [
    {
      name,
      direction: action,
      channel: channel.name,
      messages: messagesOf(memberOf(layers, "messages"), channel, context),
      ...(reply && { reply }),
      ...readSecurity(memberOf(layers, "security"), context.root, 3, world),
      ...describe(layers, world),
    },
  ];
}

/** None named means all of the channel; an empty list means none. */
function messagesOf(
  named: SourceNode | undefined,
  channel: ModelChannel | undefined,
  { messages }: Context,
): readonly string[] {
  if (named === undefined) return channel?.messages ?? [];
  return childrenOf(named).map(([index, message]) =>
    messages.add(message, `${channel?.name ?? "reply"}.${index}`),
  );
}

function replyOf(
  written: SourceNode | undefined,
  channels: readonly ReadChannel[],
  context: Context,
): ModelReply | undefined {
  const node = written && context.world.follow(written).at(-1);
  if (node === undefined) return undefined;
  const channel = channelOf(childOf(node, "channel"), channels, context);
  const address = childOf(node, "address");
  const location = textOf(address && childOf(context.world.follow(address).at(-1) ?? address, "location"));
  return {
    ...(channel && { channel: channel.name }),
    ...(location !== undefined && { address: location }),
    messages: messagesOf(childOf(node, "messages"), channel, context),
  };
}

function channelOf(
  ref: SourceNode | undefined,
  channels: readonly ReadChannel[],
  { world, findings }: Context,
): ModelChannel | undefined {
  const end = ref && world.follow(ref).at(-1);
  if (ref === undefined || end === undefined) return undefined;
  const found = channels.find(({ node }) => keyOf(node) === keyOf(end));
  if (found === undefined) findings.push(notOurs(ref, "channel", world));
  return found?.model;
}

/** The key under a member of the root that a reference leads to, perhaps through a reference there. */
function nameUnder(
  member: string,
  wanted: string,
  ref: SourceNode,
  root: SourceNode,
  { world, findings }: Pick<Context, "world" | "findings">,
): readonly string[] {
  const passed = new Set(world.follow(ref).map(keyOf));
  const found = childrenOf(childOf(root, member)).find(([, node]) =>
    world.follow(node).some((step) => passed.has(keyOf(step))),
  );
  if (found === undefined) findings.push(notOurs(ref, wanted, world));
  return found === undefined ? [] : [found[0]];
}

function notOurs(ref: SourceNode, wanted: string, world: World): Finding {
  const { $ref: text } = objectOf(ref);
  const named = typeof text === "string" ? text : "an object of its own";
  const error = asyncapiErrors.ASYNCAPI_TARGET({ from: `${ref.file}#${ref.pointer}`, ref: named, wanted });
  return findingOf(error, { rule: documentRule, at: world.placeOf(ref) });
}
