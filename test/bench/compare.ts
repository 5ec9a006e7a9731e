import { calibrate } from "./calibrate.ts";
import type { Contender, Usage } from "./contender.ts";
import { type Spread, spreadOf } from "./statistics.ts";
import { judgeTarget, ratiosOf, type Target, type TargetResult } from "./targets.ts";

/** One question: how do the subjects stand against the baseline? */
export type Case = {
  readonly name: string;
  readonly baseline: Contender;
  readonly subjects: readonly Contender[];
  /** What is wanted of some of the subjects, said beside what was found. */
  readonly targets?: readonly Target[];
  /** What one iteration is called, where how many there are in a second says something: `events`. */
  readonly unit?: string;
};

export type CaseResult = {
  readonly name: string;
  readonly unit?: string;
  readonly targets: readonly TargetResult[];
  readonly baseline: Measured;
  readonly subjects: readonly (Measured & {
    readonly ratio: { readonly cpu: Spread; readonly wall: Spread };
  })[];
};

/** Microseconds for one iteration. */
export type Measured = {
  readonly name: string;
  readonly iterations: number;
  readonly cpu: Spread;
  readonly wall: Spread;
};

/**
 * Measures in turns: baseline, subjects, baseline, subjects, … What disturbs the machine for seconds disturbs both
 * sides of a round, so the ratio is taken inside each round and only then summarised.
 */
export async function compare(
  { name, baseline, subjects, targets = [], unit }: Case,
  rounds: number,
): Promise<CaseResult> {
  const base = await enter(baseline);
  const others: Entrant[] = [];
  for (const subject of subjects) others.push(await enter(subject));
  for (let round = 0; round < rounds; round += 1)
    for (const entrant of [base, ...others]) await takeTurn(entrant);
  return {
    name,
    ...(unit !== undefined && { unit }),
    targets: judgeAll(targets, base, others),
    baseline: summarise(base),
    subjects: others.map((other) => ({ ...summarise(other), ratio: ratioOf(other.samples, base.samples) })),
  };
}

type Entrant = { readonly contender: Contender; readonly iterations: number; readonly samples: Usage[] };

async function enter(contender: Contender): Promise<Entrant> {
  return { contender, iterations: await calibrate(contender), samples: [] };
}

async function takeTurn({ contender, iterations, samples }: Entrant): Promise<void> {
  const { cpu, wall } = await contender.measure(iterations);
  samples.push({ cpu: cpu / iterations, wall: wall / iterations });
}

function summarise({ contender, iterations, samples }: Entrant): Measured {
  const by = (clock: keyof Usage) => spreadOf(samples.map((sample) => sample[clock]));
  return { name: contender.name, iterations, cpu: by("cpu"), wall: by("wall") };
}

/** Round by round: each sample against the baseline's of the same round. */
function ratioOf(samples: readonly Usage[], baseline: readonly Usage[]) {
  const by = (clock: keyof Usage) => spreadOf(ratiosOf(samples, baseline, clock));
  return { cpu: by("cpu"), wall: by("wall") };
}

function judgeAll(
  targets: readonly Target[],
  base: Entrant,
  others: readonly Entrant[],
): readonly TargetResult[] {
  const samplesOf = (name: string) => others.find(({ contender }) => contender.name === name)?.samples;
  return targets.map((target) => judgeTarget(target, base.samples, samplesOf));
}
