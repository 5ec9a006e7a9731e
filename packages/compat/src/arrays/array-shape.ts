import type { Literal, Terms } from "../terms/index.ts";

/** At least `min` and at most `max` of the items from index `from` on are so. */
export type Count = { readonly from: number; readonly is: Literal; min: number; max: number };

/** What a conjunction of atoms asks of an array. */
export type ArrayShape = {
  readonly fewest: number;
  readonly most: number;
  /** Demands on single items, by index. */
  readonly at: ReadonlyMap<number, readonly Literal[]>;
  /** Demands on all items from an index on. */
  readonly rest: readonly { readonly from: number; readonly is: Literal }[];
  readonly counts: readonly Count[];
  /** From here on all items are under the same demands. */
  readonly uniformFrom: number;
  readonly items: "distinct" | "repeated" | "any";
};

export function shapeOfArray(atoms: readonly Literal[], terms: Terms): ArrayShape {
  let fewest = 0;
  let most = Number.POSITIVE_INFINITY;
  let uniformFrom = 0;
  let items: ArrayShape["items"] = "any";
  const at = new Map<number, Literal[]>();
  const rest: { from: number; is: Literal }[] = [];
  const counts = new Map<string, Count>();

  for (const atom of atoms) {
    const node = terms.nodeOf(atom);
    const wanted = atom > 0;
    switch (node.kind) {
      case "min-items":
        if (wanted) fewest = Math.max(fewest, node.count);
        else most = Math.min(most, node.count - 1);
        break;
      case "item":
        at.set(node.index, [...(at.get(node.index) ?? []), wanted ? node.is : -node.is]);
        // Only an item that exists can be otherwise.
        if (!wanted) fewest = Math.max(fewest, node.index + 1);
        uniformFrom = Math.max(uniformFrom, node.index + 1);
        break;
      case "contains": {
        uniformFrom = Math.max(uniformFrom, node.from);
        if (!wanted && node.count === 1) {
          rest.push({ from: node.from, is: -node.is });
          break;
        }
        const key = `${node.from} ${node.is}`;
        const count = counts.get(key) ?? {
          from: node.from,
          is: node.is,
          min: 0,
          max: Number.POSITIVE_INFINITY,
        };
        if (wanted) count.min = Math.max(count.min, node.count);
        else count.max = Math.min(count.max, node.count - 1);
        counts.set(key, count);
        break;
      }
      case "unique":
        items = wanted ? "distinct" : "repeated";
        break;
      default:
        throw new TypeError(`${node.kind} says nothing of arrays`);
    }
  }
  return { fewest, most, at, rest, counts: [...counts.values()], uniformFrom, items };
}

/** What the item at an index must be, whatever else it is counted as. */
export function demandsAt({ at, rest }: ArrayShape, index: number): readonly Literal[] {
  return [...(at.get(index) ?? []), ...rest.flatMap(({ from, is }) => (from <= index ? [is] : []))];
}
