import { Undecided } from "../budget.ts";
import { always, type Literal, never, typeBits } from "../terms/index.ts";
import type { ObjectShape } from "./object-shape.ts";
import type { ObjectWorld } from "./object-world.ts";

/** The unmentioned names that satisfy the same propositions, and so have values under the same rules. */
export type Cell = {
  /** A name is of the cell when all of these hold of it. */
  readonly names: readonly Literal[];
  /** What the rules ask of the value. */
  readonly demands: readonly Literal[];
  satisfies(names: Literal): boolean;
};

const mostCells = 2000;

/**
 * Divides the names that nobody mentions by the propositions of rules and duties. Only cells that hold a name, and whose
 * rules are not plainly impossible; with no patterns about, that is a single one.
 */
export function cellsOf(
  { rules, duties }: ObjectShape,
  mentioned: ReadonlySet<string>,
  { terms, names, solve, budget }: ObjectWorld,
): readonly Cell[] {
  const reduced = new Map<Literal, Literal>();
  for (const { names: of } of [...rules, ...duties])
    if (!reduced.has(of)) reduced.set(of, names.among(of, mentioned));
  // A proposition and its negation divide alike.
  const dividing = [...new Set([...reduced.values()].map(Math.abs))].filter((literal) => literal !== always);
  const unmentioned = [terms.types(typeBits.string), -terms.scalars([...mentioned])];
  const cells: Cell[] = [];

  const divide = (at: number, signs: readonly Literal[]): void => {
    budget.step();
    const known = new Set([always, ...signs]);
    const isSo = (of: Literal) => known.has(reduced.get(of) ?? never);
    if (rules.some(({ names: of, is }) => is === never && isSo(of))) return;
    const name = [...unmentioned, ...signs];
    // Unknown counts as inhabited: a name is looked for again when one is needed, and "unknown" is said then.
    if (signs.length > 0 && solve(name).is === "empty") return;
    const next = dividing[at];
    if (next === undefined) {
      if (cells.length >= mostCells)
        throw new Undecided({
          code: "CASES_TOO_MANY",
          message: `patterns divide the names into more than ${mostCells} kinds`,
        });
      const demands = rules.flatMap(({ names: of, is }) => (isSo(of) ? [is] : []));
      cells.push({ names: name, demands, satisfies: isSo });
      return;
    }
    // Names that no pattern speaks of come first: they are under the fewest rules.
    divide(at + 1, [...signs, -next]);
    divide(at + 1, [...signs, next]);
  };
  divide(0, []);
  return cells;
}
