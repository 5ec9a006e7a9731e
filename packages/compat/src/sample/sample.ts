import type { Json } from "@concordat/json";
import { createBudget, Undecided } from "../budget.ts";
import { type Comparison, createComparison, type Readings } from "../comparison.ts";
import { decided } from "../decide.ts";
import type { SchemaQuestion } from "../is-satisfiable.ts";
import { prepare } from "../prepare.ts";
import { equalTo, type Literal, told } from "../terms/index.ts";
import type { Open } from "../verdict.ts";
import { createRandom, shuffled } from "./random.ts";
import { wishesOf } from "./wishes.ts";

export type SampleOptions = SchemaQuestion & {
  /** How many at the most. Default 10. */
  readonly n?: number;
  /** Equal seeds give equal samples. Default 1. */
  readonly seed?: number;
};

export type Samples = {
  /** Distinct. Fewer than asked for where the schema has no more, or where no more were found. */
  readonly samples: readonly Json[];
  /** Why there are fewer, unless there are no more. */
  readonly doubt?: Open;
};

/**
 * Instances of the schema as written, small and varied: first the smallest, then one with every member that is described, then such
 * with some of them. The same schema and seed give the same samples everywhere.
 */
export function sample(schema: Json, { n = 10, seed = 1, ...options }: SampleOptions = {}): Samples {
  const samples: Json[] = [];
  const outcome = decided(() => {
    const budget = createBudget(options.budget);
    const prepared = prepare(schema, options, budget);
    const comparison = createComparison({
      budget,
      assertsFormat: options.format === "assert",
    });
    const { engine } = comparison;
    const readings = comparison.read(prepared);
    const random = createRandom(seed);
    const wishes = wishesOf(prepared.root, comparison.translator(prepared, "strict"), engine.terms);
    while (samples.length < n) {
      const wanted =
        samples.length === 0 ? [] : samples.length === 1 ? wishes : wishes.filter(() => random() < 0.5);
      const next = oneMore(samples, shuffled(wanted, random), { comparison, readings });
      if (next === undefined) break;
      samples.push(next);
    }
    return undefined;
  });
  if (outcome === undefined) return { samples };
  const { code, message } = outcome.doubt;
  return { samples, doubt: { reason: code, message } };
}

type World = {
  readonly comparison: Comparison;
  readonly readings: Readings;
};

/** A new instance that grants as many of the wishes as go together; `undefined` when there are no more. */
function oneMore(
  before: readonly Json[],
  wishes: readonly Literal[],
  { comparison, readings }: World,
): Json | undefined {
  const { engine } = comparison;
  const goal = [readings.strict, readings.lenient, ...before.map((value) => -equalTo(value, engine.terms))];
  const smallest = engine.solve(goal);
  if (smallest.is === "unknown") throw new Undecided(smallest.doubt);
  if (smallest.is === "empty") return undefined;
  let granted = smallest.witness;
  const asked: Literal[] = [];
  for (const wish of wishes) {
    if (told(engine.holds, wish, granted) === true) {
      asked.push(wish);
      continue;
    }
    // A wish that cannot be judged is not granted.
    const better = engine.solve([...goal, ...asked, wish]);
    if (better.is !== "inhabited") continue;
    granted = better.witness;
    asked.push(wish);
  }
  return granted;
}
