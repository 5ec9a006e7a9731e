import fc from "fast-check";
import { expect, test } from "vitest";
import { createComponents } from "./components.ts";

const graphs = fc.integer({ min: 1, max: 8 }).chain((size) => {
  const node = fc.nat({ max: size - 1 });
  return fc.array(fc.array(node, { maxLength: 3 }), { minLength: size, maxLength: size });
});

test("two nodes are of one component exactly if each can be reached from the other", () => {
  fc.assert(
    fc.property(graphs, (edges) => {
      const componentOf = new Map<number, number>();
      const componentsFrom = createComponents((node: number) => edges[node] ?? []);
      let count = 0;
      for (const root of edges.keys())
        for (const component of componentsFrom(root)) {
          for (const node of component) componentOf.set(node, count);
          count += 1;
        }

      for (const a of edges.keys())
        for (const b of edges.keys())
          expect(componentOf.get(a) === componentOf.get(b)).toBe(
            a === b || (reaches(edges, a, b) && reaches(edges, b, a)),
          );
    }),
  );
});

test("a component comes after those that it leads to", () => {
  fc.assert(
    fc.property(graphs, (edges) => {
      const order = [...createComponents((node: number) => edges[node] ?? [])(0)];
      const placeOf = new Map(order.flatMap((nodes, place) => nodes.map((node) => [node, place] as const)));

      for (const [node, place] of placeOf)
        for (const next of edges[node] ?? []) expect(placeOf.get(next)).toBeLessThanOrEqual(place);
    }),
  );
});

test("a chain of any length costs no stack", () => {
  const components = [...createComponents((node: number) => (node < 100_000 ? [node + 1] : []))(0)];

  expect(components).toHaveLength(100_001);
});

function reaches(edges: readonly (readonly number[])[], from: number, to: number): boolean {
  const seen = new Set<number>();
  const agenda = [...(edges[from] ?? [])];
  for (let node = agenda.pop(); node !== undefined; node = agenda.pop())
    if (!seen.has(node)) {
      seen.add(node);
      agenda.push(...(edges[node] ?? []));
    }
  return seen.has(to);
}
