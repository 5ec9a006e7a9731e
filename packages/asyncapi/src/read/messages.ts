import { isArray, type Json, parsePointer } from "@concordat/json";
import { childOf, childrenOf, keyOf, type SourceNode, textOf } from "../source/node.ts";
import type { World } from "../source/world.ts";
import { describe, texts } from "./described.ts";
import type { DraftMessage } from "./draft.ts";
import { type Layers, layersOf, memberOf } from "./layers.ts";
import { inFormat, writtenSchema } from "./written-schema.ts";

/** Gathers the messages that channels and operations name; one that is named twice is one message. */
export type MessageRegister = {
  /** Takes in a message and answers its name. `otherwise` is its name where it has none of its own. */
  add(node: SourceNode, otherwise: string): string;
  all(): readonly DraftMessage[];
};

export function createMessageRegister(
  world: World,
  major: 2 | 3,
  defaultContentType: string,
): MessageRegister {
  const byPlace = new Map<string, DraftMessage>();
  const names = new Set<string>();
  return {
    add(node, otherwise) {
      const end = world.follow(node).at(-1) ?? node;
      const known = byPlace.get(keyOf(end));
      if (known !== undefined) return known.name;
      const layers = layersOf(end, major, world);
      const name = unique(ownName(end, layers) ?? otherwise, otherwise, names);
      byPlace.set(keyOf(end), readMessage(name, end, layers, { world, major, defaultContentType }));
      return name;
    },
    all: () => [...byPlace.values()],
  };
}

/**
 * The key under which it stands, in components, a channel or another file. A message of 2.x may stand inside its
 * operation, where it has no key; then it is what it calls itself.
 */
function ownName(end: SourceNode, layers: Layers): string | undefined {
  const tokens = parsePointer(end.pointer) ?? [];
  const last = tokens.at(-1);
  const isInline =
    last === undefined || /^\d+$/.test(last) || (last === "message" && tokens.at(-2) !== "messages");
  return isInline ? (textOf(memberOf(layers, "messageId")) ?? textOf(memberOf(layers, "name"))) : last;
}

function unique(wanted: string, otherwise: string, taken: Set<string>): string {
  const candidates = [wanted, otherwise];
  let name = candidates.find((candidate) => !taken.has(candidate));
  for (let count = 2; name === undefined; count++)
    if (!taken.has(`${wanted}-${count}`)) name = `${wanted}-${count}`;
  taken.add(name);
  return name;
}

type Reading = { readonly world: World; readonly major: 2 | 3; readonly defaultContentType: string };

function readMessage(
  name: string,
  node: SourceNode,
  layers: Layers,
  { world, major, defaultContentType }: Reading,
): DraftMessage {
  const correlation = memberOf(layers, "correlationId");
  const location = textOf(
    correlation && childOf(world.follow(correlation).at(-1) ?? correlation, "location"),
  );
  const { name: says, contentType = defaultContentType } = texts(layers, ["name", "contentType"]);
  const payload = memberOf(layers, "payload");
  return {
    name,
    ...(says !== undefined && { says }),
    ...describe(layers, world),
    contentType,
    payload:
      major === 3
        ? writtenSchema(payload, world)
        : inFormat(payload, textOf(memberOf(layers, "schemaFormat")), world),
    headers: writtenSchema(memberOf(layers, "headers"), world),
    ...(location !== undefined && { correlationId: location }),
    examples: examplesOf(memberOf(layers, "examples")),
    node,
  };
}

function examplesOf(node: SourceNode | undefined): readonly Json[] {
  return node !== undefined && isArray(node.value)
    ? node.value
    : childrenOf(node).map(([, child]) => child.value);
}
