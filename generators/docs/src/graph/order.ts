import type { LayeredGraph } from "./layers.ts";

const rounds = 12;

/** Orders each column by where its neighbours stand on average, there and back, and keeps the order with the fewest crossings. */
export function orderLayers({ layers, neighbours }: LayeredGraph): readonly (readonly string[])[] {
  let best = layers;
  let fewest = crossingsOf(layers, neighbours);
  let current = layers.map((layer) => [...layer]);
  for (let round = 0; round < rounds && fewest > 0; round++) {
    const forwards = round % 2 === 0;
    const columns = [...current.keys()];
    const order = forwards ? columns : columns.reverse();
    for (const at of order) {
      const beside = current[forwards ? at - 1 : at + 1];
      if (beside === undefined) continue;
      current = current.with(at, sorted(current[at] ?? [], beside, neighbours));
    }
    const crossings = crossingsOf(current, neighbours);
    if (crossings >= fewest) continue;
    best = current;
    fewest = crossings;
  }
  return best;
}

/** A node without neighbours on that side stays where it is. */
function sorted(
  layer: readonly string[],
  beside: readonly string[],
  neighbours: LayeredGraph["neighbours"],
): string[] {
  const place = new Map(beside.map((id, index) => [id, index]));
  const wished = layer.map((id, index) => {
    const places = (neighbours.get(id) ?? []).flatMap((other) => place.get(other) ?? []);
    const mean = places.reduce((sum, each) => sum + each, 0) / places.length;
    return { id, wish: places.length === 0 ? (index * beside.length) / layer.length : mean };
  });
  return wished.sort((a, b) => a.wish - b.wish).map(({ id }) => id);
}

/** Two edges between the same columns cross where their ends stand in opposite order. */
function crossingsOf(layers: readonly (readonly string[])[], neighbours: LayeredGraph["neighbours"]): number {
  let crossings = 0;
  for (const [at, layer] of layers.slice(0, -1).entries()) {
    const place = new Map((layers[at + 1] ?? []).map((id, index) => [id, index]));
    const ends = layer.flatMap((id) =>
      (neighbours.get(id) ?? []).flatMap((other) => place.get(other) ?? []).sort((a, b) => a - b),
    );
    crossings += inversions(ends);
  }
  return crossings;
}

/** Pairs in the wrong order, counted by merging, so that thousands of edges are no matter. */
function inversions(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = values.length >> 1;
  const [left, right] = [values.slice(0, middle), values.slice(middle)];
  let count = inversions(left) + inversions(right);
  left.sort((a, b) => a - b);
  right.sort((a, b) => a - b);
  let passed = 0;
  for (const value of left) {
    while (passed < right.length && (right[passed] ?? 0) < value) passed++;
    count += passed;
  }
  return count;
}
