/** Nodes each of which leads to all others of its component; or a single node, which may lead to itself. */
export type Component<Node> = readonly Node[];

/**
 * Divides a graph into its strongly connected components, each after all those that it leads to: Tarjan's algorithm,
 * with a stack of its own because references chain to any depth.
 *
 * What an earlier call has been through is not given again.
 */
export function createComponents<Node>(
  edgesOf: (node: Node) => readonly Node[],
): (root: Node) => Generator<Component<Node>> {
  type Visit = { readonly node: Node; readonly number: number; low: number; at: number };
  const numbers = new Map<Node, number>();
  const open = new Set<Node>();
  const waiting: Node[] = [];

  const begin = (node: Node): Visit => {
    const number = numbers.size;
    numbers.set(node, number);
    open.add(node);
    waiting.push(node);
    return { node, number, low: number, at: 0 };
  };

  return function* (root) {
    if (numbers.has(root)) return;
    const way = [begin(root)];
    for (let visit = way.at(-1); visit !== undefined; visit = way.at(-1)) {
      const next = edgesOf(visit.node)[visit.at++];
      if (next !== undefined) {
        const number = numbers.get(next);
        if (number === undefined) way.push(begin(next));
        else if (open.has(next)) visit.low = Math.min(visit.low, number);
        continue;
      }
      way.pop();
      const parent = way.at(-1);
      if (parent !== undefined) parent.low = Math.min(parent.low, visit.low);
      if (visit.low < visit.number) continue;
      const component = waiting.splice(waiting.lastIndexOf(visit.node));
      for (const node of component) open.delete(node);
      yield component;
    }
  };
}
