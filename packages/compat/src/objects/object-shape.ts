import type { Literal, Terms } from "../terms/index.ts";

/** Names, as a proposition about strings, and what is said of the values of members so named. */
export type Members = { readonly names: Literal; readonly is: Literal };

/** What a conjunction of atoms asks of an object. */
export type ObjectShape = {
  readonly fewest: number;
  readonly most: number;
  /** Every member so named is so. */
  readonly rules: readonly Members[];
  /** Some member so named is so. */
  readonly duties: readonly Members[];
};

export function shapeOfObject(atoms: readonly Literal[], terms: Terms): ObjectShape {
  let fewest = 0;
  let most = Number.POSITIVE_INFINITY;
  const rules: Members[] = [];
  const duties: Members[] = [];
  for (const atom of atoms) {
    const node = terms.nodeOf(atom);
    if (node.kind === "members") {
      if (atom > 0) rules.push(node);
      else duties.push({ names: node.names, is: -node.is });
    } else if (node.kind === "min-properties") {
      if (atom > 0) fewest = Math.max(fewest, node.count);
      else most = Math.min(most, node.count - 1);
    } else throw new TypeError(`${node.kind} says nothing of objects`);
  }
  return { fewest, most, rules, duties };
}
