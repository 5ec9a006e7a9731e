import type { Nfa, NfaNode } from "./nfa.ts";

/**
 * Which nodes can still lead to acceptance once a character has been read, that is without passing a `^`.
 *
 * A search begins anew at every character. For `^abc$` these beginnings are hopeless, but unless they are dropped no
 * state would ever be seen to be dead, and products with other patterns would wander on for nothing.
 */
export function reachesDoneLater({ nodes, sets }: Nfa): readonly boolean[] {
  const before: number[][] = nodes.map(() => []);
  nodes.forEach((node, index) => {
    for (const next of waysOn(node, sets)) before[next]?.push(index);
  });
  const reaches = nodes.map((node) => node.kind === "done");
  const agenda = [...reaches.keys()].filter((index) => reaches[index]);
  for (let index = agenda.pop(); index !== undefined; index = agenda.pop())
    for (const earlier of before[index] ?? []) {
      if (reaches[earlier]) continue;
      reaches[earlier] = true;
      agenda.push(earlier);
    }
  return reaches;
}

function waysOn(node: NfaNode, sets: Nfa["sets"]): readonly number[] {
  switch (node.kind) {
    case "done":
      return [];
    case "fork":
      return node.next;
    case "read":
      return sets[node.set]?.length === 0 ? [] : [node.next];
    case "check":
      return node.place === "start" ? [] : [node.next];
  }
}
