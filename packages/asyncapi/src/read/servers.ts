import type { ModelServer } from "@concordat/contracts";
import { childOf, childrenOf, type SourceNode } from "../source/node.ts";
import type { World } from "../source/world.ts";
import { describe, followedObject, texts } from "./described.ts";
import { readSecurity } from "./security.ts";

export function readServers(root: SourceNode, major: 2 | 3, world: World): readonly ModelServer[] {
  return childrenOf(childOf(root, "servers")).map(([name, node]) => {
    const server = world.follow(node).at(-1) ?? node;
    const { protocol = "", ...rest } = texts([server], ["protocol", "protocolVersion"]);
    return {
      name,
      ...(major === 3 ? hostOf(server) : hostOfUrl(server)),
      protocol,
      ...rest,
      variables: followedObject(childOf(server, "variables"), world),
      ...readSecurity(childOf(server, "security"), root, major, world),
      ...describe([server], world),
    };
  });
}

type Host = { readonly host: string; readonly pathname?: string };

function hostOf(server: SourceNode): Host {
  const { host = "", pathname } = texts([server], ["host", "pathname"]);
  return { host, ...(pathname !== undefined && { pathname }) };
}

/** 2.x has one `url`, with or without scheme, and with variables in braces that a URL parser would not take. */
function hostOfUrl(server: SourceNode): Host {
  const { url = "" } = texts([server], ["url"]);
  const bare = url.replace(/^[A-Za-z][A-Za-z0-9+.-]*:\/\//, "");
  const slash = bare.indexOf("/");
  return slash < 0 ? { host: bare } : { host: bare.slice(0, slash), pathname: bare.slice(slash) };
}
