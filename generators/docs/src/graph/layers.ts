import type { GraphEdge, GraphNode } from "./graph.ts";

/** A graph in columns, where every edge leads to the next column: longer ones pass places made for them. */
export type LayeredGraph = {
  /** Ids by column, those of places among them. */
  readonly layers: readonly (readonly string[])[];
  readonly neighbours: ReadonlyMap<string, readonly string[]>;
  /** Each edge from left to right, with the places it passes. */
  readonly ways: readonly (GraphEdge & { readonly via: readonly string[]; readonly isReversed: boolean })[];
};

export function layered(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): LayeredGraph {
  const column = columnsOf(nodes, edges);
  const layers: string[][] = [];
  const add = (id: string, at: number) => {
    while (layers.length <= at) layers.push([]);
    layers[at]?.push(id);
  };
  for (const { id } of nodes) add(id, column.get(id) ?? 0);
  const neighbours = new Map<string, string[]>();
  const join = (a: string, b: string) => {
    neighbours.set(a, [...(neighbours.get(a) ?? []), b]);
    neighbours.set(b, [...(neighbours.get(b) ?? []), a]);
  };
  const ways = edges.map(({ from, to }, index) => {
    const isReversed = (column.get(from) ?? 0) > (column.get(to) ?? 0);
    const [left, right] = isReversed ? [to, from] : [from, to];
    const via: string[] = [];
    for (let at = (column.get(left) ?? 0) + 1; at < (column.get(right) ?? 0); at++) {
      const id = `\u0000${index}:${at}`;
      add(id, at);
      via.push(id);
    }
    const stations = [left, ...via, right];
    for (const [at, station] of stations.slice(1).entries()) join(stations[at] ?? left, station);
    return { from: left, to: right, via, isReversed };
  });
  return { layers, neighbours, ways };
}

/** Given, or the longest way from a beginning; an edge that closes a circle does not count. */
function columnsOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): ReadonlyMap<string, number> {
  const given = nodes.flatMap(({ id, layer }) => (layer === undefined ? [] : [[id, layer] as const]));
  if (given.length === nodes.length) return new Map(given);
  const after = Map.groupBy(edges, ({ from }) => from);
  const column = new Map<string, number>();
  const finished: string[] = [];
  const under = new Map<string, "open" | "done">();
  const onward = new Map<string, string[]>();
  const visit = (id: string) => {
    under.set(id, "open");
    for (const { to } of after.get(id) ?? []) {
      if (under.get(to) === "open") continue;
      onward.set(id, [...(onward.get(id) ?? []), to]);
      if (!under.has(to)) visit(to);
    }
    under.set(id, "done");
    finished.push(id);
  };
  for (const { id } of nodes) if (!under.has(id)) visit(id);
  for (const id of finished.toReversed()) {
    const here = column.get(id) ?? 0;
    column.set(id, here);
    for (const to of onward.get(id) ?? []) column.set(to, Math.max(column.get(to) ?? 0, here + 1));
  }
  return column;
}
