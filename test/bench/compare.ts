import { calibrate } from "./calibrate.ts";
import type { Contender, Usage } from "./contender.ts";
import { type Spread, spreadOf } from "./statistics.ts";

/** One question: how do the subjects stand against the baseline? */
export type Case = {
  readonly name: string;
  readonly baseline: Contender;
  readonly subjects: readonly Contender[];
};

export type CaseResult = {
  readonly name: string;
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
export async function compare({ name, baseline, subjects }: Case, rounds: number): Promise<CaseResult> {
  const base = await enter(baseline);
  const others: Entrant[] = [];
  for (const subject of subjects) others.push(await enter(subject));
  for (let round = 0; round < rounds; round += 1)
    for (const entrant of [base, ...others]) await takeTurn(entrant);
  return {
    name,
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
  const by = (clock: keyof Usage) =>
    spreadOf(samples.map((sample, round) => sample[clock] / (baseline[round]?.[clock] ?? Number.NaN)));
  return { cpu: by("cpu"), wall: by("wall") };
}
