import type { Usage } from "./contender.ts";
import { type Spread, spreadOf } from "./statistics.ts";

/** What is wanted of one subject, by its name. */
export type Target = { readonly of: string } & (
  | {
      readonly kind: "cpu";
      /** So many times the CPU of the baseline. */
      readonly most: number;
    }
  | {
      readonly kind: "speed";
      readonly against: string;
      /** So many times as fast as that one, by the wall clock. */
      readonly least: number;
    }
  | {
      readonly kind: "pace";
      /** So many iterations a second. */
      readonly least: number;
    }
);

export type TargetResult = { readonly target: Target; readonly found: Spread; readonly isMet: boolean };

/** By the median; the samples of one iteration each. */
export function judgeTarget(
  target: Target,
  baseline: readonly Usage[],
  samplesOf: (name: string) => readonly Usage[] | undefined,
): TargetResult {
  const samples = (name: string) => {
    const found = samplesOf(name);
    if (found === undefined) throw new Error(`a target is about "${name}", which is not measured`);
    return found;
  };
  switch (target.kind) {
    case "cpu": {
      const found = spreadOf(ratiosOf(samples(target.of), baseline, "cpu"));
      return { target, found, isMet: found.median <= target.most };
    }
    case "speed": {
      const found = spreadOf(ratiosOf(samples(target.against), samples(target.of), "wall"));
      return { target, found, isMet: found.median >= target.least };
    }
    case "pace": {
      const found = spreadOf(samples(target.of).map(({ wall }) => 1_000_000 / wall));
      return { target, found, isMet: found.median >= target.least };
    }
  }
}

/** Round by round: each sample against the baseline's of the same round. */
export function ratiosOf(
  samples: readonly Usage[],
  baseline: readonly Usage[],
  clock: keyof Usage,
): readonly number[] {
  return samples.map((sample, round) => sample[clock] / (baseline[round]?.[clock] ?? Number.NaN));
}

export function formatTarget({ target, found: { median, p10, p90 }, isMet }: TargetResult): string {
  const verdict = isMet ? "met" : "missed";
  const ratio = (value: number) => value.toFixed(2);
  const pace = (value: number) => Math.round(value).toLocaleString("en");
  switch (target.kind) {
    case "cpu":
      return `${target.of}: at most × ${target.most} of the baseline's CPU, found × ${ratio(median)} (${ratio(p10)}–${ratio(p90)}): ${verdict}`;
    case "speed":
      return `${target.of}: at least ${target.least} times as fast as "${target.against}", found ${ratio(median)} (${ratio(p10)}–${ratio(p90)}): ${verdict}`;
    case "pace":
      return `${target.of}: at least ${pace(target.least)} a second, found ${pace(median)} (${pace(p10)}–${pace(p90)}): ${verdict}`;
  }
}
