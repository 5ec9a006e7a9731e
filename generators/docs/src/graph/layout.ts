import type { GraphEdge, GraphNode } from "./graph.ts";
import { layered } from "./layers.ts";
import { orderLayers } from "./order.ts";
import { alignRows, rowHeight } from "./rows.ts";

export type Point = { readonly x: number; readonly y: number };

export type PlacedNode = Point & { readonly id: string; readonly width: number };

export type Layout = {
  readonly width: number;
  readonly height: number;
  /** By their upper left corners. */
  readonly nodes: ReadonlyMap<string, PlacedNode>;
  /** The points that each edge passes, in the order of the edges. */
  readonly edges: readonly (GraphEdge & { readonly points: readonly Point[] })[];
};

const columnGap = 90;

/**
 * Columns from left to right (K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding of hierarchical system
 * structures", 1981): columns are given or follow from the edges, edges that cross columns get a place in each, places in a column
 * are ordered so that few edges cross, and each node moves towards its neighbours. The same graph has the same picture.
 */
export function layoutGraph(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Layout {
  const graph = layered(nodes, edges);
  const layers = orderLayers(graph);
  const rows = alignRows(layers, graph);
  const widths = new Map(nodes.map(({ id, width }) => [id, width]));
  const columns = layers.map((layer) => Math.max(0, ...layer.map((id) => widths.get(id) ?? 0)));
  const starts = columns.map((_, at) =>
    columns.slice(0, at).reduce((sum, width) => sum + width + columnGap, 0),
  );
  const placed = new Map<string, PlacedNode>();
  const passages = new Map<string, Passage>();
  for (const [at, layer] of layers.entries())
    for (const id of layer) {
      const [x, y] = [starts[at] ?? 0, rows.get(id) ?? 0];
      const width = widths.get(id);
      if (width !== undefined) placed.set(id, { id, x, y, width });
      const middle = y + rowHeight / 2;
      passages.set(id, {
        in: { x, y: middle },
        out: { x: x + (width ?? 0), y: middle },
        end: { x: x + (columns[at] ?? 0), y: middle },
      });
    }
  const pairs = new Set(edges.map(({ from, to }) => `${from}\n${to}`));
  return {
    width: Math.max(0, ...[...placed.values()].map(({ x, width }) => x + width)),
    height: Math.max(0, ...rows.values()) + rowHeight,
    nodes: placed,
    edges: graph.ways.map(({ from, to, via, isReversed }) => {
      const points = pointsOf([from, ...via, to].flatMap((id) => passages.get(id) ?? []));
      const hasTwin = pairs.has(`${from}\n${to}`) && pairs.has(`${to}\n${from}`);
      const apart = points.map(({ x, y }) => ({ x, y: y + (hasTwin ? (isReversed ? 5 : -5) : 0) }));
      return isReversed ? { from: to, to: from, points: apart.toReversed() } : { from, to, points: apart };
    }),
  };
}

/** Where an edge meets a node, leaves it, and leaves its column. */
type Passage = { readonly in: Point; readonly out: Point; readonly end: Point };

/** To the end of its column an edge runs level, so that it does not run behind a wider neighbour. */
function pointsOf(passages: readonly Passage[]): readonly Point[] {
  return passages.flatMap(({ in: arrival, out, end }, index) => {
    if (index === passages.length - 1) return [arrival];
    const leaving = out.x === end.x ? [out] : [out, end];
    return index === 0 ? leaving : [arrival, end];
  });
}
