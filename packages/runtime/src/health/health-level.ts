/**
 * How well a part works.
 *
 * - `healthy`: as it should.
 * - `degraded`: it serves, with less than it should have.
 * - `unhealthy`: it does not serve.
 * - `unknown`: not checked yet, or the check gave no answer in time.
 */
export type HealthLevel = "healthy" | "degraded" | "unhealthy" | "unknown";

/** From best to worst. What nobody knows may be out of order, so it is worse than what is known to serve. */
const order: readonly HealthLevel[] = ["healthy", "degraded", "unknown", "unhealthy"];

export function isLevel(value: unknown): value is HealthLevel {
  return order.includes(value as HealthLevel);
}

export function worstLevel(levels: Iterable<HealthLevel>): HealthLevel {
  let worst = 0;
  for (const level of levels) worst = Math.max(worst, order.indexOf(level));
  return order[worst] ?? "unknown";
}

/**
 * One word for all: the worst of the critical parts. One that is not critical, in whatever trouble, makes it degraded and no worse. Nobody
 * knows anything where nothing is checked.
 */
export function overallLevel(
  parts: readonly { readonly status: HealthLevel; readonly isCritical: boolean }[],
): HealthLevel {
  if (parts.length === 0) return "unknown";
  return worstLevel(
    parts.map(({ status, isCritical }) => (isCritical || status === "healthy" ? status : "degraded")),
  );
}
