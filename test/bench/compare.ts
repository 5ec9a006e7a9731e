import { calibrate } from "./calibrate.ts";
import type { Contender, Usage } from "./contender.ts";
import { type Spread, spreadOf } from "./statistics.ts";

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

export type Target = {
  /** The name of a subject. */
  readonly of: string;
} & (
  | { readonly kind: "cpu" /** CPU of the baseline, times this. */; readonly most: number }
  | {
      readonly kind: "speed";
      readonly against: string /** So many times as fast as that one. */;
      readonly least: number;
    }
);

export type TargetResult = { readonly target: Target; readonly found: Spread; readonly isMet: boolean };

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
    targets: targets.map((target) => judge(target, [base, ...others])),
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

function judge(target: Target, [base, ...others]: readonly Entrant[]): TargetResult {
  const entrant = (name: string) => {
    const found = others.find(({ contender }) => contender.name === name);
    if (found === undefined) throw new Error(`a target is about "${name}", which is not measured`);
    return found.samples;
  };
  if (target.kind === "cpu") {
    const found = ratioOf(entrant(target.of), base?.samples ?? []).cpu;
    return { target, found, isMet: found.median <= target.most };
  }
  const found = ratioOf(entrant(target.against), entrant(target.of)).wall;
  return { target, found, isMet: found.median >= target.least };
}
