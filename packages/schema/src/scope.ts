import type { Resource } from "./resources.ts";

/**
 * The dynamic scope, as far as it can ever matter: for each dynamic anchor the outermost resource that has it, among
 * the resources entered on the way from where evaluation began. Two ways with equal scopes mean the same, so a schema
 * is known by its location and its scope together, and there are finitely many such pairs.
 */
export type DynamicScope = {
  /** Equal scopes have equal keys; the empty scope's is empty. */
  readonly key: string;
  readonly outermost: ReadonlyMap<string, Resource>;
};

export const emptyScope: DynamicScope = { key: "", outermost: new Map() };

/** Stands for `$recursiveAnchor: true`; no `$dynamicAnchor` can have this name. */
export const recursiveName = "$recursiveAnchor";

/** The scope inside the resource. `asked` are the names that dynamic references of the graph ask for at all. */
export function enterResource(
  scope: DynamicScope,
  resource: Resource,
  asked: ReadonlySet<string>,
): DynamicScope {
  if (asked.size === 0) return scope;
  const own = [...resource.dynamicAnchors, ...(resource.recursiveAnchor ? [recursiveName] : [])];
  const fresh = own.filter((name) => asked.has(name) && !scope.outermost.has(name));
  if (fresh.length === 0) return scope;
  const outermost = new Map([...scope.outermost, ...fresh.map((name) => [name, resource] as const)]);
  return { key: keyOf(outermost), outermost };
}

function keyOf(outermost: ReadonlyMap<string, Resource>): string {
  const entries = [...outermost].map(([name, { document, pointer }]) => [name, document, pointer]);
  return JSON.stringify(entries.sort(([a = ""], [b = ""]) => (a < b ? -1 : 1)));
}
