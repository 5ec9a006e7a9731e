import type { CloudEvent } from "@concordat/cloudevents";

/** An event with what it caused, in the order in which it was given. */
export type CausationTree = { readonly event: CloudEvent; readonly caused: readonly CausationTree[] };

/**
 * All events of one story, in their order: those that carry its correlation, and the one that began it, whose id it is when
 * it has no correlation of its own.
 */
export function eventsOfStory(events: Iterable<CloudEvent>, correlationId: string): readonly CloudEvent[] {
  return [...events].filter(
    ({ correlationid, id }) =>
      correlationid === correlationId || (correlationid === undefined && id === correlationId),
  );
}

/**
 * What caused what. The roots are the events whose cause is not among those given, and each event stands in the result
 * once: where causes go round in a circle, which only a faulty producer brings about, one of the circle is a root.
 */
export function causationTrees(events: Iterable<CloudEvent>): readonly CausationTree[] {
  const nodes = [...events].map((event) => ({ event, caused: [] as CausationTree[] }));
  const byId = new Map(nodes.map((node) => [node.event.id, node]));
  const causeOf = ({ event }: CausationTree) => byId.get(event.causationid ?? "");
  const isSettled = new Set<CausationTree>();
  const isRoot = new Set<CausationTree>();
  for (const node of nodes) {
    const path = new Set<CausationTree>();
    let at: CausationTree | undefined = node;
    while (at !== undefined && !isSettled.has(at) && !path.has(at)) {
      path.add(at);
      at = causeOf(at);
    }
    // Back where the path has been already: the circle is cut there.
    if (at !== undefined && path.has(at)) isRoot.add(at);
    for (const each of path) isSettled.add(each);
  }
  const roots: CausationTree[] = [];
  for (const node of nodes) {
    const cause = isRoot.has(node) ? undefined : causeOf(node);
    (cause?.caused ?? roots).push(node);
  }
  return roots;
}
