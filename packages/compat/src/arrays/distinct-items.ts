import { canonicalize, type Json } from "@concordat/json";
import type { Doubt } from "../doubt.ts";
import { empty, inhabited, type Outcome, unknown } from "../emptiness/outcome.ts";
import { equalTo, type Literal } from "../terms/index.ts";
import { type ArrayShape, demandsAt } from "./array-shape.ts";
import type { ArrayWorld } from "./array-world.ts";
import { grow } from "./item-ways.ts";
import { matching } from "./matching.ts";

/**
 * All items differ. An array that will do stays one when an item from `uniformFrom` on is taken out that neither the
 * length nor a lower bound needs; so none longer than the bound below need be looked for.
 *
 * For each way to say what every item is, distinct values are chosen: `n` values for each of `n` items are enough to
 * tell, since who has `n` to choose from is never the one left over.
 */
export function decideDistinct(shape: ArrayShape, world: ArrayWorld): Outcome {
  const { fewest, most, counts, uniformFrom } = shape;
  const needed = counts.reduce((sum, { min }) => sum + min, 0);
  const longest = Math.min(most, Math.max(fewest, uniformFrom + needed));
  let open: Doubt | undefined;

  const extend = (goals: readonly Literal[], counted: readonly number[]): Json[] | undefined => {
    world.budget.step(goals.length + 1);
    const length = goals.length;
    if (length >= fewest && counts.every(({ min }, at) => (counted[at] ?? 0) >= min)) {
      const chosen = chooseDistinct(goals, world);
      if (Array.isArray(chosen)) return chosen;
      if (chosen !== undefined) open ??= chosen.doubt;
    }
    if (length >= longest) return undefined;
    for (const { goal, sides } of waysAt(shape, length, counted)) {
      const literal = world.terms.and(goal);
      const outcome = world.solve([literal]);
      if (outcome.is === "unknown") open ??= outcome.doubt;
      const grown = outcome.is === "inhabited" ? grow(shape, length, counted, sides) : undefined;
      const done = grown && extend([...goals, literal], grown);
      if (done !== undefined) return done;
    }
    return undefined;
  };

  const found = extend(
    [],
    counts.map(() => 0),
  );
  if (found !== undefined) return inhabited(found);
  return open === undefined ? empty : unknown(open);
}

function* waysAt(
  shape: ArrayShape,
  index: number,
  counted: readonly number[],
): Generator<{ readonly goal: readonly Literal[]; readonly sides: readonly number[] }> {
  const { counts } = shape;
  function* choose(
    at: number,
    goal: readonly Literal[],
    sides: readonly number[],
  ): Generator<{ readonly goal: readonly Literal[]; readonly sides: readonly number[] }> {
    const count = counts[at];
    if (count === undefined) return yield { goal, sides };
    const isOpen = index >= count.from;
    const isWatched = isOpen && count.max !== Number.POSITIVE_INFINITY;
    if (isOpen && (isWatched || (counted[at] ?? 0) < count.min))
      yield* choose(at + 1, [...goal, count.is], [...sides, 1]);
    yield* choose(at + 1, isWatched ? [...goal, -count.is] : goal, [...sides, 0]);
  }
  yield* choose(0, demandsAt(shape, index), []);
}

/** Distinct values, one for each goal; `undefined` when there are none. */
function chooseDistinct(
  goals: readonly Literal[],
  world: ArrayWorld,
): Json[] | undefined | { readonly doubt: Doubt } {
  const greedy = chooseGreedily(goals, world);
  if (greedy !== undefined) return greedy;
  const pools = new Map<Literal, readonly Json[]>();
  let open: Doubt | undefined;
  for (const goal of goals) {
    if (pools.has(goal)) continue;
    const pool: Json[] = [];
    while (pool.length < goals.length) {
      const outcome = another(goal, pool, world);
      if (outcome.is === "unknown") open ??= outcome.doubt;
      if (outcome.is !== "inhabited") break;
      pool.push(outcome.witness);
    }
    pools.set(goal, pool);
  }
  const values = new Map([...pools.values()].flat().map((value) => [canonicalize(value), value]));
  const matched = matching(goals.map((goal) => (pools.get(goal) ?? []).map(canonicalize)));
  if (matched !== undefined) return matched.map((key) => values.get(key) as Json);
  return open === undefined ? undefined : { doubt: open };
}

/** Most often the first values that come along differ, or can be made to. */
function chooseGreedily(goals: readonly Literal[], world: ArrayWorld): Json[] | undefined {
  const chosen: Json[] = [];
  for (const goal of goals) {
    const outcome = another(goal, chosen, world);
    if (outcome.is !== "inhabited") return undefined;
    chosen.push(outcome.witness);
  }
  return chosen;
}

function another(goal: Literal, values: readonly Json[], { terms, solve, budget }: ArrayWorld): Outcome {
  budget.step(values.length + 1);
  return solve([goal, ...values.map((value) => -equalTo(value, terms))]);
}
