import type { LayeredGraph } from "./layers.ts";

export const rowHeight = 26;
const rowGap = 8;

/** Each column in its order and without overlap, as near to its neighbours as that allows; then all moved to begin at 0. */
export function alignRows(
  layers: readonly (readonly string[])[],
  graph: LayeredGraph,
): ReadonlyMap<string, number> {
  const step = rowHeight + rowGap;
  const rows = new Map(layers.flatMap((layer) => layer.map((id, index) => [id, index * step] as const)));
  const settle = (layer: readonly string[]) => {
    const wishes = layer.map((id) => {
      const near = (graph.neighbours.get(id) ?? []).map((other) => rows.get(other) ?? 0);
      return near.length === 0 ? (rows.get(id) ?? 0) : near.reduce((sum, row) => sum + row, 0) / near.length;
    });
    for (const [index, row] of spread(wishes, step).entries()) rows.set(layer[index] ?? "", row);
  };
  for (let round = 0; round < 6; round++)
    for (const layer of round % 2 === 0 ? layers : layers.toReversed()) settle(layer);
  const top = Math.min(...rows.values());
  return new Map([...rows].map(([id, row]) => [id, Math.round(row - top)]));
}

/**
 * Rows as near as can be to what is wished, in this order and a step apart: neighbours that would overlap become a block, and a
 * block stands where its members wish on average ("pool adjacent violators").
 */
function spread(wishes: readonly number[], step: number): readonly number[] {
  const blocks: { sum: number; count: number }[] = [];
  for (const [index, wish] of wishes.entries()) {
    blocks.push({ sum: wish - index * step, count: 1 });
    for (;;) {
      const [above, last] = [blocks.at(-2), blocks.at(-1)];
      if (above === undefined || last === undefined || above.sum / above.count <= last.sum / last.count)
        break;
      blocks.splice(-2, 2, { sum: above.sum + last.sum, count: above.count + last.count });
    }
  }
  const bases = blocks.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
  return bases.map((base, index) => base + index * step);
}
