import { isArray, isObject, type JsonObject } from "@concordat/json";
import { childOf, childrenOf, objectOf, type SourceNode } from "../source/node.ts";
import type { World } from "../source/world.ts";

/**
 * What a server or an operation demands. 3.x lists schemes, or references to them; 2.x lists their names in the components, each
 * with the scopes that are asked for. Here both read as 3.x has it.
 */
export function readSecurity(
  security: SourceNode | undefined,
  root: SourceNode,
  major: 2 | 3,
  world: World,
): { readonly security?: readonly JsonObject[] } {
  const written = childrenOf(security).map(([, each]) => each);
  const schemes = written.flatMap((each): readonly JsonObject[] =>
    major === 3 ? [objectOf(world.follow(each).at(-1))] : namedSchemes(each, root, world),
  );
  return schemes.length === 0 ? {} : { security: schemes };
}

function namedSchemes(requirement: SourceNode, root: SourceNode, world: World): readonly JsonObject[] {
  const components = childOf(root, "components");
  const known = components && childOf(components, "securitySchemes");
  return childrenOf(requirement).flatMap(([name, { value: scopes }]): readonly JsonObject[] => {
    const node = known && childOf(known, name);
    if (node === undefined) return [];
    const scheme = withNewFlows(objectOf(world.follow(node).at(-1)));
    return [isArray(scopes) && scopes.length > 0 ? { ...scheme, scopes } : scheme];
  });
}

/** What a flow can grant is called `scopes` in 2.x and `availableScopes` in 3.x. */
function withNewFlows(scheme: JsonObject): JsonObject {
  const { flows } = scheme;
  if (flows === undefined || !isObject(flows)) return scheme;
  const renamed = Object.entries(flows).map(([name, flow]) => {
    if (!isObject(flow) || flow.scopes === undefined) return [name, flow] as const;
    const { scopes: availableScopes, ...rest } = flow;
    return [name, { ...rest, availableScopes }] as const;
  });
  return { ...scheme, flows: Object.fromEntries(renamed) };
}
