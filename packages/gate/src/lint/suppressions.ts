import { matchesPath, type Suppression } from "@concordat/contracts";
import type { Finding } from "@concordat/errors";

/** A finding that was accepted, and why. */
export type SuppressedFinding = { readonly finding: Finding; readonly reason: string };

/** An exception after everything was judged. */
export type JudgedSuppression = {
  /** Its place in the settings. */
  readonly index: number;
  readonly suppression: Suppression;
  readonly isExpired: boolean;
  /** How many findings it covers, or would cover were it not expired. */
  readonly matched: number;
};

export type Suppressed = {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly judged: readonly JudgedSuppression[];
};

/** Sets accepted findings apart. Several exceptions may cover one finding; each of them counts as used. */
export function suppress(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  today: string,
): Suppressed {
  const judged = suppressions.map((suppression, index) => ({
    index,
    suppression,
    isExpired: suppression.until !== undefined && suppression.until < today,
    matched: findings.filter((finding) => covers(suppression, finding)).length,
  }));
  const inForce = judged.filter(({ isExpired }) => !isExpired);
  const reasonFor = (finding: Finding) =>
    inForce.find(({ suppression }) => covers(suppression, finding))?.suppression.reason;
  return {
    findings: findings.filter((finding) => reasonFor(finding) === undefined),
    suppressed: findings.flatMap((finding) => {
      const reason = reasonFor(finding);
      return reason === undefined ? [] : [{ finding, reason }];
    }),
    judged,
  };
}

function covers({ rule, path }: Suppression, { rule: broken, at }: Finding): boolean {
  const contract = at.contract?.slice(0, at.contract.lastIndexOf("/"));
  return rule === broken && contract !== undefined && matchesPath(path, contract);
}
