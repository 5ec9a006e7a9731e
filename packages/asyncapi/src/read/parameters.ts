import type { ModelParameter } from "@concordat/contracts";
import { isArray, type Json } from "@concordat/json";
import { childOf, childrenOf, type SourceNode } from "../source/node.ts";
import type { World } from "../source/world.ts";
import { texts } from "./described.ts";

/** In the order of the address; what is described and does not occur in it comes last. */
export function readParameters(
  parameters: SourceNode | undefined,
  address: string | null,
  world: World,
): readonly ModelParameter[] {
  const inAddress = [...(address ?? "").matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name);
  const described = new Map(childrenOf(parameters));
  return [...new Set([...inAddress, ...described.keys()])].map((name) => {
    const node = described.get(name);
    return { name, ...(node && readParameter(world.follow(node).at(-1) ?? node, world)) };
  });
}

function readParameter(node: SourceNode, world: World): Omit<ModelParameter, "name"> {
  const schema = childOf(node, "schema");
  const allowed = wordsOf(childOf(node, "enum")?.value);
  const examples = wordsOf(childOf(node, "examples")?.value);
  return {
    ...texts([node], ["description", "default", "location"]),
    ...(allowed && { enum: allowed }),
    ...(examples && { examples }),
    ...(schema && { schema: (world.follow(schema).at(-1) ?? schema).value }),
  };
}

function wordsOf(value: Json | undefined): readonly string[] | undefined {
  return value !== undefined && isArray(value) ? value.map(String) : undefined;
}
