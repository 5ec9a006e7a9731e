import type { JudgedVersion } from "../../core/errors.ts";

/** A break that the project lives with: one rule, one way, between two versions. */
export type AcceptedPair = {
  readonly contract: string;
  readonly rule: string;
  readonly direction?: "backward" | "forward";
  readonly before: string;
  readonly after: string;
  readonly reason: string;
};

/**
 * Whether all that is wrong between two versions was accepted. Exactly which break was meant is what the gate holds an
 * acceptance to, where the contents lie; between two frozen versions nothing can grow behind it afterwards.
 */
export function isAccepted(
  pairs: readonly AcceptedPair[],
  contract: string,
  after: string,
  { number, direction, verdict }: JudgedVersion,
): boolean {
  const rules = new Set(
    pairs
      .filter((pair) => pair.contract === contract && pair.before === number && pair.after === after)
      .filter((pair) => (pair.direction ?? direction) === direction)
      .map(({ rule }) => rule),
  );
  if (verdict.status === "undecided") return rules.has("compatibility-undecided");
  return verdict.status === "compatible" || verdict.findings.every(({ rule }) => rules.has(rule));
}
