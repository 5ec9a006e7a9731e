import type { Json } from "@concordat/json";
import type { Doubt } from "../doubt.ts";
import { empty, inhabited, type Outcome, unknown } from "../emptiness/outcome.ts";
import type { Literal } from "../terms/index.ts";
import { type ArrayShape, demandsAt, shapeOfArray } from "./array-shape.ts";
import type { ArrayWorld } from "./array-world.ts";
import { decideDistinct } from "./distinct-items.ts";
import { type Fixed, itemWays, type Way } from "./item-ways.ts";

/** Decides a conjunction of atoms about arrays, asking `solve` about items. */
export function decideArray(atoms: readonly Literal[], world: ArrayWorld): Outcome {
  const shape = shapeOfArray(atoms, world.terms);
  if (shape.fewest > shape.most) return empty;
  if (shape.counts.some(({ min, max }) => min > max)) return empty;
  if (shape.items === "distinct") return decideDistinct(shape, world);
  if (shape.items === "repeated") return decideRepeated(shape, world);
  return decideByLength(shape, world);
}

type Partial = { readonly counts: readonly number[]; readonly items: Items | undefined };
type Items = { readonly item: Json; readonly before: Items | undefined };

/**
 * Grows arrays item by item, all of one length at a time, so that the first that will do is the shortest. Two arrays
 * with the same counts (no further than anyone counts) go on alike, so only one of them is kept; once no new counts
 * turn up among items that are all under the same demands, none ever will.
 */
export function decideByLength(shape: ArrayShape, world: ArrayWorld, fixed?: Fixed): Outcome {
  const { fewest, most, counts, uniformFrom } = shape;
  const shortest = Math.max(fewest, fixed?.length ?? 0);
  const uniform = Math.max(uniformFrom, shortest);
  const seen = new Set<string>();
  let open: Doubt | undefined;
  let layer: readonly Partial[] = [{ counts: counts.map(() => 0), items: undefined }];

  for (let length = 0; layer.length > 0; length++) {
    world.budget.step(layer.length);
    const done = layer.find((partial) => length >= shortest && isEnough(partial.counts, shape));
    if (done !== undefined) return inhabited(listOf(done.items));
    if (length >= most) break;
    const next = new Map<string, Partial>();
    for (const partial of layer) {
      const ways = itemWays(shape, length, partial.counts, world, fixed);
      open ??= ways.open;
      for (const { counts: grown, witness } of ways.found) {
        const key = grown.join();
        if (!next.has(key)) next.set(key, { counts: grown, items: { item: witness, before: partial.items } });
      }
    }
    if (length >= uniform) for (const key of [...next.keys()]) if (seen.has(key)) next.delete(key);
    if (length + 1 >= uniform) for (const key of next.keys()) seen.add(key);
    layer = [...next.values()];
  }
  return open === undefined ? empty : unknown(open);
}

/**
 * Some two items are equal. From `uniformFrom` on positions can be exchanged, so the pair may be taken to stand before
 * it, across it, or in the first two places after it.
 */
function decideRepeated(shape: ArrayShape, world: ArrayWorld): Outcome {
  const { uniformFrom, counts } = shape;
  let open: Outcome | undefined;
  for (let second = 1; second <= uniformFrom + 1; second++)
    for (let first = 0; first < second; first++) {
      if (second > uniformFrom && first !== uniformFrom) continue;
      world.budget.step();
      const demands = [...demandsAt(shape, first), ...demandsAt(shape, second)];
      for (const way of equalWays(demands, counts, world)) {
        const outcome =
          way.is === "inhabited"
            ? decideByLength(shape, world, { first, second, length: second + 1, way: way.way })
            : way;
        if (outcome.is === "inhabited") return outcome;
        if (outcome.is === "unknown") open ??= outcome;
      }
    }
  return open ?? empty;
}

/** The ways in which one value, standing twice, can be counted. */
function* equalWays(
  demands: readonly Literal[],
  counts: ArrayShape["counts"],
  { solve }: ArrayWorld,
): Generator<
  { readonly is: "inhabited"; readonly way: Way } | Exclude<Outcome, { readonly is: "inhabited" }>
> {
  const total = 2 ** counts.length;
  for (let choice = 0; choice < total; choice++) {
    const counted = counts.map((_, index) => (choice >> index) & 1);
    const sides = counts.map(({ is }, index) => (counted[index] === 1 ? is : -is));
    const outcome = solve([...demands, ...sides]);
    if (outcome.is === "inhabited")
      yield { is: "inhabited", way: { counts: counted, witness: outcome.witness } };
    else yield outcome;
  }
}

function isEnough(counted: readonly number[], { counts }: ArrayShape): boolean {
  return counts.every(({ min }, index) => (counted[index] ?? 0) >= min);
}

function listOf(items: Items | undefined): Json[] {
  const list: Json[] = [];
  for (let at = items; at !== undefined; at = at.before) list.push(at.item);
  return list.reverse();
}
