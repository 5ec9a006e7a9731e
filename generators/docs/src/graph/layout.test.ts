import { expect, test } from "vitest";
import { layoutGraph } from "./layout.ts";
import { rowHeight } from "./rows.ts";

const node = (id: string, layer?: number) => ({ id, width: 80, ...(layer !== undefined && { layer }) });
const edge = (text: string) => ({ from: text[0] ?? "", to: text[1] ?? "" });

test("columns follow from who comes before whom", () => {
  const { nodes } = layoutGraph(
    ["c", "a", "b"].map((id) => node(id)),
    ["ab", "bc", "ac"].map(edge),
  );

  const [a, b, c] = ["a", "b", "c"].map((id) => nodes.get(id)?.x ?? -1);
  expect(a).toBe(0);
  expect(b).toBeGreaterThan(a ?? 0);
  expect(c).toBeGreaterThan(b ?? 0);
});

test("a circle is laid out, and its edges keep their direction", () => {
  const { edges } = layoutGraph(
    ["a", "b"].map((id) => node(id)),
    ["ab", "ba"].map(edge),
  );

  const [there, back] = edges;
  expect(there?.points[0]?.x).toBeLessThan(there?.points.at(-1)?.x ?? 0);
  expect(back?.points[0]?.x).toBeGreaterThan(back?.points.at(-1)?.x ?? 0);
  expect(there?.points[0]?.y).not.toBe(back?.points.at(-1)?.y);
});

test("nodes of a column never overlap", () => {
  const left = Array.from({ length: 40 }, (_, index) => node(`l${index}`, 0));
  const right = [node("r", 1), node("s", 1)];
  const edges = left.map(({ id }, index) => ({ from: id, to: index % 2 ? "r" : "s" }));

  const { nodes } = layoutGraph([...left, ...right], edges);

  const rows = left.map(({ id }) => nodes.get(id)?.y ?? -1).sort((a, b) => a - b);
  for (const [index, row] of rows.slice(1).entries())
    expect(row - (rows[index] ?? 0)).toBeGreaterThan(rowHeight);
});

test("edges that can be drawn without crossing are", () => {
  const ids = ["1", "2", "3", "4"];
  const nodes = [...ids.map((id) => node(`a${id}`, 0)), ...ids.toReversed().map((id) => node(`b${id}`, 1))];

  const placed = layoutGraph(
    nodes,
    ids.map((id) => ({ from: `a${id}`, to: `b${id}` })),
  ).nodes;

  for (const id of ids) expect(placed.get(`a${id}`)?.y).toBe(placed.get(`b${id}`)?.y);
});

test("an edge over a column has a place of its own in it", () => {
  const nodes = [node("a", 0), node("b", 1), node("c", 2)];
  const { edges, nodes: placed } = layoutGraph(nodes, ["ab", "bc", "ac"].map(edge));

  const long = edges.find(({ from, to }) => from === "a" && to === "c");
  const b = placed.get("b");
  const inside = long?.points.filter(({ x }) => b !== undefined && x >= b.x && x <= b.x + b.width) ?? [];
  expect(inside).toHaveLength(2);
  for (const { y } of inside) expect(Math.abs(y - ((b?.y ?? 0) + rowHeight / 2))).toBeGreaterThan(rowHeight);
});

test("a thousand edges are no matter, and nothing is a picture too", () => {
  const nodes = [
    ...Array.from({ length: 30 }, (_, index) => node(`a${index}`, 0)),
    ...Array.from({ length: 300 }, (_, index) => node(`b${index}`, 1)),
  ];
  const edges = Array.from({ length: 1000 }, (_, index) => ({
    from: `a${index % 30}`,
    to: `b${(index * 7) % 300}`,
  }));

  expect(layoutGraph(nodes, edges).nodes.size).toBe(330);
  expect(layoutGraph([], [])).toMatchObject({ width: 0, edges: [] });
});
