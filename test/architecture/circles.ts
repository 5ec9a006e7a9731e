/**
 * One circle for every knot of nodes that reach each other, each as short as it can be: `[a, b, c]` means a → b → c → a.
 *
 * A knot usually comes undone with its shortest circle; printing all of them would hide it.
 */
export function shortestCircles<Node>(
  nodes: readonly Node[],
  next: (node: Node) => Iterable<Node>,
): readonly (readonly Node[])[] {
  const reach = new Map(nodes.map((node) => [node, reachableFrom(node, next)]));
  const inCircle = nodes.filter((node) => reach.get(node)?.has(node));
  const settled = new Set<Node>();
  return inCircle.flatMap((node) => {
    if (settled.has(node)) return [];
    const knot = inCircle.filter((other) => reach.get(node)?.has(other) && reach.get(other)?.has(node));
    for (const member of knot) settled.add(member);
    const circles = knot.map((member) => shortestWayBack(member, next));
    return [circles.reduce((shortest, circle) => (circle.length < shortest.length ? circle : shortest))];
  });
}

/** What lies ahead of `start`; `start` itself only when a circle leads back. */
function reachableFrom<Node>(start: Node, next: (node: Node) => Iterable<Node>): ReadonlySet<Node> {
  const seen = new Set<Node>();
  const open = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop())
    for (const follower of next(node))
      if (!seen.has(follower)) {
        seen.add(follower);
        open.push(follower);
      }
  return seen;
}

/** Breadth first; only called on nodes from which a way back exists. */
function shortestWayBack<Node>(start: Node, next: (node: Node) => Iterable<Node>): readonly Node[] {
  const seen = new Set<Node>();
  let ways: readonly (readonly Node[])[] = [[start]];
  while (ways.length > 0) {
    const longer: (readonly Node[])[] = [];
    for (const way of ways)
      for (const follower of next(way.at(-1) ?? start)) {
        if (follower === start) return way;
        if (seen.has(follower)) continue;
        seen.add(follower);
        longer.push([...way, follower]);
      }
    ways = longer;
  }
  return [start];
}
