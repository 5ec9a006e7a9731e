import type { Direction, ModelChannel, ModelOperation } from "@concordat/contracts";
import { childOf, childrenOf, type SourceNode, textOf } from "../source/node.ts";
import type { World } from "../source/world.ts";
import { describe } from "./described.ts";
import type { DraftModel } from "./draft.ts";
import { defaultContentTypeOf, readInfo } from "./info.ts";
import { layersOf, memberOf } from "./layers.ts";
import { createMessageRegister, type MessageRegister } from "./messages.ts";
import { readParameters } from "./parameters.ts";
import { readSecurity } from "./security.ts";
import { readServers } from "./servers.ts";

/**
 * AsyncAPI 2.x describes an application by what *others* do with its channels: `publish` says that others may publish,
 * so the application receives; `subscribe` says that others may subscribe, so it sends. (2.6.0, "Channel Item Object";
 * 3.0 renamed the two for that reason.)
 */
const directions: Readonly<Record<"publish" | "subscribe", Direction>> = {
  publish: "receive",
  subscribe: "send",
};

/** AsyncAPI 2.x: operations and messages stand inside channels, and a channel's address is its name. */
export function readV2(root: SourceNode, world: World): DraftModel {
  const messages = createMessageRegister(world, 2, defaultContentTypeOf(root));
  const servers = readServers(root, 2, world);
  const names = servers.map(({ name }) => name);
  const read = childrenOf(childOf(root, "channels")).map(([address, written]) => {
    const node = world.follow(written).at(-1) ?? written;
    const operations = operationsOf(address, node, root, world, messages);
    return { channel: readChannel(address, node, names, operations, world), operations };
  });
  return {
    info: readInfo(root, 2, world),
    servers,
    channels: read.map(({ channel }) => channel),
    operations: withUniqueNames(read.flatMap(({ operations }) => operations)),
    messages: messages.all(),
  };
}

function readChannel(
  address: string,
  node: SourceNode,
  allServers: readonly string[],
  operations: readonly ModelOperation[],
  world: World,
): ModelChannel {
  const named = childrenOf(childOf(node, "servers")).flatMap(([, name]) => textOf(name) ?? []);
  return {
    name: address,
    address,
    parameters: readParameters(childOf(node, "parameters"), address, world),
    servers: named.length === 0 ? allServers : named,
    messages: [...new Set(operations.flatMap(({ messages }) => messages))],
    ...describe([node], world),
  };
}

function operationsOf(
  address: string,
  channel: SourceNode,
  root: SourceNode,
  world: World,
  messages: MessageRegister,
): readonly ModelOperation[] {
  return (["publish", "subscribe"] as const).flatMap((word) => {
    const written = childOf(channel, word);
    if (written === undefined) return [];
    const layers = layersOf(written, 2, world);
    const direction = directions[word];
    const name = textOf(memberOf(layers, "operationId")) ?? camelCase(`${direction} ${address}`);
    const message = memberOf(layers, "message");
    return [
      {
        name,
        direction,
        channel: address,
        messages: message === undefined ? [] : messagesIn(message, name, world, messages),
        ...readSecurity(memberOf(layers, "security"), root, 2, world),
        ...describe(layers, world),
      },
    ];
  });
}

/** One message, or one of several. */
function messagesIn(
  written: SourceNode,
  operation: string,
  world: World,
  messages: MessageRegister,
): readonly string[] {
  const end = world.follow(written).at(-1) ?? written;
  const choices = childOf(end, "oneOf");
  if (choices === undefined) return [messages.add(written, `${operation}Message`)];
  return childrenOf(choices).map(([index, choice]) =>
    messages.add(choice, `${operation}Message${Number(index) + 1}`),
  );
}

/** `operationId` shall be unique and sometimes is not; two addresses may also fold into one derived name. */
function withUniqueNames(operations: readonly ModelOperation[]): readonly ModelOperation[] {
  const taken = new Set<string>();
  return operations.map((operation) => {
    let name = operation.name;
    for (let count = 2; taken.has(name); count++) name = `${operation.name}-${count}`;
    taken.add(name);
    return { ...operation, name };
  });
}

function camelCase(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return words
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");
}
