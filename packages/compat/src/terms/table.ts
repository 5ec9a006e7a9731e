import type { Scalar } from "./json-type.ts";
import type { Literal, Node } from "./node.ts";

/**
 * The nodes of one question, each known by what it says, so that it is there once. Large schemas come mostly to nodes
 * that are told by two numbers or by one scalar; texts as keys for those would be most of the work.
 */
export type Table = {
  size(): number;
  nodeOf(literal: Literal): Node;
  /** The number of the node of this name, made where there is none yet. */
  named(name: string, node: Node): Literal;
  conjunction(of: readonly [Literal, Literal]): Literal;
  members(node: Extract<Node, { readonly kind: "members" }>): Literal;
  scalar(value: Scalar): Literal;
};

export function createTable(): Table {
  const nodes: Node[] = [{ kind: "true" }, { kind: "true" }];
  const byName = new Map<string, Literal>();
  const conjunctions = new Map<number, Literal>();
  const members = new Map<number, Literal>();
  const scalars = new Map<Scalar, Literal>();

  function entered<Key>(table: Map<Key, Literal>, key: Key, node: () => Node): Literal {
    const known = table.get(key);
    if (known !== undefined) return known;
    nodes.push(node());
    table.set(key, nodes.length - 1);
    return nodes.length - 1;
  }

  return {
    size: () => nodes.length,
    nodeOf: (literal) => nodes[Math.abs(literal)] ?? unknownLiteral(literal),
    named: (name, node) => entered(byName, name, () => node),
    conjunction: (of) => entered(conjunctions, paired(...of), () => ({ kind: "and", of })),
    members: (node) => entered(members, paired(node.names, node.is), () => node),
    scalar: (value) => entered(scalars, value, () => ({ kind: "scalars", values: new Set([value]) })),
  };
}

/** Two literals as one whole number that a double holds: no question comes near so many propositions. */
function paired(a: Literal, b: Literal): number {
  return (a + most) * 2 * most + b + most;
}

const most = 2 ** 25;

export function unknownLiteral(literal: Literal): never {
  throw new TypeError(`no proposition has the number ${literal}`);
}
