import type { ModelInfo } from "@concordat/contracts";
import type { JsonObject } from "@concordat/json";
import { childOf, objectOf, type SourceNode } from "../source/node.ts";
import type { World } from "../source/world.ts";
import { tagsOf, texts } from "./described.ts";

/** Tags moved in 3.0 from the root into `info`. */
export function readInfo(root: SourceNode, major: 2 | 3, world: World): ModelInfo {
  const info = childOf(root, "info");
  const layers = info === undefined ? [] : [info];
  const { title = "", version = "", description } = texts(layers, ["title", "version", "description"]);
  const { asyncapi = "", id } = texts([root], ["asyncapi", "id"]);
  const tags = major === 3 ? info && childOf(info, "tags") : childOf(root, "tags");
  return {
    title,
    version,
    asyncapi,
    ...(id !== undefined && { id }),
    ...(description !== undefined && { description }),
    ...objectMember("license", info),
    ...objectMember("contact", info),
    tags: tagsOf(tags, world),
  };
}

function objectMember<Name extends string>(
  name: Name,
  info: SourceNode | undefined,
): { readonly [N in Name]?: JsonObject } {
  const node = info && childOf(info, name);
  return (node === undefined ? {} : { [name]: objectOf(node) }) as { readonly [N in Name]?: JsonObject };
}

export function defaultContentTypeOf(root: SourceNode): string {
  return texts([root], ["defaultContentType"]).defaultContentType ?? "application/json";
}
