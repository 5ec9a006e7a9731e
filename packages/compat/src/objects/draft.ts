import type { Json } from "@concordat/json";
import { empty, inhabited, type Outcome, unknown } from "../emptiness/outcome.ts";
import { always, type Literal } from "../terms/index.ts";
import { type Cell, cellsOf } from "./cells.ts";
import type { ObjectShape } from "./object-shape.ts";
import type { ObjectWorld } from "./object-world.ts";
import { rulesByName } from "./rules-by-name.ts";

/** An object in the making: the members that are to be there, each with what is asked of its value so far. */
export type Draft = {
  size(): number;
  present(): readonly string[];
  /** The names worth trying: those that are there, those that are mentioned. */
  candidates(): readonly string[];
  /** Makes a member be there, and asks more of its value. */
  demand(name: string, is: Literal): void;
  /** A value for the name under its rules and all that was asked of it. */
  valueOf(name: string): Outcome;
  cells(): readonly Cell[];
  /** Adds a member with a fresh name of the cell; `empty` when the cell has no more names, or the value is impossible. */
  addFrom(cell: Cell, is: Literal): Outcome;
  copy(): Draft;
  finish(): Outcome;
};

export function createDraft(shape: ObjectShape, mentioned: ReadonlySet<string>, world: ObjectWorld): Draft {
  const { terms, names, solve } = world;
  const rulesOf = rulesByName(shape.rules, names);
  let cells: readonly Cell[] | undefined;
  /** Found when first needed, which mostly is never. */
  const allCells = () => {
    cells ??= cellsOf(shape, mentioned, world);
    return cells;
  };

  const draftOf = (asked: Map<string, readonly Literal[]>): Draft => ({
    size: () => asked.size,
    present: () => [...asked.keys()],
    candidates: () => [...asked.keys(), ...[...mentioned].filter((name) => !asked.has(name))],
    demand(name, is) {
      const sofar = asked.get(name) ?? [];
      asked.set(name, is === always ? sofar : [...sofar, is]);
    },
    valueOf(name) {
      const { sure, perhaps, doubt } = rulesOf(name);
      const least = [...sure, ...(asked.get(name) ?? [])];
      if (doubt === undefined) return solve(least);
      // A value that satisfies what may be asked as well will do; without one that is asked for sure, none will.
      const value = solve([...least, ...perhaps]);
      if (value.is === "inhabited") return value;
      return solve(least).is === "empty" ? empty : unknown(doubt);
    },
    cells: allCells,
    addFrom(cell, is) {
      const value = solve([...cell.demands, is]);
      if (value.is !== "inhabited") return value;
      const used = [...asked.keys()].filter((name) => !mentioned.has(name));
      const name = solve(used.length === 0 ? cell.names : [...cell.names, -terms.scalars(used)]);
      if (name.is !== "inhabited") return name;
      asked.set(name.witness as string, is === always ? [] : [is]);
      return value;
    },
    copy: () => draftOf(new Map(asked)),
    finish() {
      const members: [string, Json][] = [];
      for (const name of asked.keys()) {
        const value = this.valueOf(name);
        if (value.is !== "inhabited")
          return value.is === "empty"
            ? unknown({ code: "WITNESS_REFUSED", message: `no value for "${name}"` })
            : value;
        members.push([name, value.witness]);
      }
      return inhabited(Object.fromEntries(members));
    },
  });
  return draftOf(new Map());
}
