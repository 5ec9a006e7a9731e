import { isArray, isObject, type Json } from "@concordat/json";
import { childOf, childrenOf, type SourceNode } from "../source/node.ts";
import type { World } from "../source/world.ts";

/**
 * An object together with its traits, the layer that wins first.
 *
 * 3.x: the object's own members win over its traits, a later trait over an earlier. 2.x: traits are patched over the
 * object, so it is the other way round. (Both as the official parser does it; a test compares.)
 */
export type Layers = readonly SourceNode[];

export function layersOf(node: SourceNode, major: 2 | 3, world: World): Layers {
  const own = world.follow(node).at(-1) ?? node;
  const traits = childrenOf(childOf(own, "traits")).map(([, trait]) => world.follow(trait).at(-1) ?? trait);
  const latestFirst = traits.toReversed();
  return major === 3 ? [own, ...latestFirst] : [...latestFirst, own];
}

/**
 * The member, not yet followed. Where several layers have it as an object, they are merged as JSON Merge Patch
 * (RFC 7396) says; such a merged value stands at the place of the winning layer.
 */
export function memberOf(layers: Layers, name: string): SourceNode | undefined {
  const [winner, ...others] = layers.flatMap((layer) => childOf(layer, name) ?? []);
  if (winner === undefined || winner.value === null) return undefined;
  if (others.length === 0 || !isMergeable(winner.value)) return winner;
  const value = others
    .filter((other) => isMergeable(other.value))
    .reduceRight<Json>((sofar, { value: over }) => mergePatch(sofar, over), null);
  return { ...winner, value: value === null ? winner.value : mergePatch(value, winner.value) };
}

export function memberNames(layers: Layers): readonly string[] {
  return [...new Set(layers.flatMap((layer) => childrenOf(layer).map(([name]) => name)))];
}

function isMergeable(value: Json): boolean {
  return isObject(value) && !isArray(value);
}

function mergePatch(origin: Json, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const merged = new Map<string, Json>(isObject(origin) ? Object.entries(origin) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, mergePatch(merged.get(name) ?? null, value));
  }
  return Object.fromEntries(merged);
}
