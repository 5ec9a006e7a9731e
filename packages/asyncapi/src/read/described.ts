import type { Described, ModelTag } from "@concordat/contracts";
import type { Json, JsonObject } from "@concordat/json";
import { childOf, childrenOf, objectOf, type SourceNode, textOf } from "../source/node.ts";
import type { World } from "../source/world.ts";
import { type Layers, memberNames, memberOf } from "./layers.ts";

/** The members that every kind of object has. */
export function describe(layers: Layers, world: World): Described {
  const tags = memberOf(layers, "tags");
  return {
    ...texts(layers, ["title", "summary", "description"]),
    tags: tagsOf(tags, world),
    bindings: bindingsOf(memberOf(layers, "bindings"), world),
    extensions: extensionsOf(layers),
  };
}

/** Those of the members that are texts, under their own names. */
export function texts<const Name extends string>(
  layers: Layers,
  names: readonly Name[],
): { readonly [N in Name]?: string } {
  const found = names.flatMap((name) => {
    const text = textOf(memberOf(layers, name));
    return text === undefined ? [] : [[name, text] as const];
  });
  return Object.fromEntries(found) as { readonly [N in Name]?: string };
}

export function tagsOf(tags: SourceNode | undefined, world: World): readonly ModelTag[] {
  return childrenOf(tags).flatMap(([, tag]) => {
    const end = world.follow(tag).at(-1);
    const name = textOf(end && childOf(end, "name"));
    const description = textOf(end && childOf(end, "description"));
    return name === undefined ? [] : [{ name, ...(description !== undefined && { description }) }];
  });
}

/** References are followed at the two places where the specification allows them: the whole, and each protocol. */
function bindingsOf(bindings: SourceNode | undefined, world: World): JsonObject {
  const whole = bindings && world.follow(bindings).at(-1);
  return Object.fromEntries(
    childrenOf(whole).map(([protocol, binding]) => [
      protocol,
      (world.follow(binding).at(-1) ?? binding).value,
    ]),
  );
}

function extensionsOf(layers: Layers): JsonObject {
  const names = memberNames(layers).filter((name) => name.startsWith("x-"));
  return Object.fromEntries(
    names.flatMap((name): readonly (readonly [string, Json])[] => {
      const node = memberOf(layers, name);
      return node === undefined ? [] : [[name, node.value]];
    }),
  );
}

/** A map whose members may be references, each followed. */
export function followedObject(node: SourceNode | undefined, world: World): JsonObject {
  const end = node && world.follow(node).at(-1);
  return Object.fromEntries(
    childrenOf(end).map(([name, child]) => [name, objectOf(world.follow(child).at(-1))] as const),
  );
}
