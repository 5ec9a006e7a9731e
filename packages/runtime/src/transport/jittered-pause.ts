/**
 * How long to wait after so many failures in a row: `firstMs`, twice, four times … `mostMs`. Half of it is random, since those who lost a broker
 * together must not come back together.
 */
export function jitteredPause(
  failures: number,
  { firstMs, mostMs }: { readonly firstMs: number; readonly mostMs: number },
): number {
  const whole = Math.min(mostMs, firstMs * 2 ** Math.min(30, failures - 1));
  return whole / 2 + (whole / 2) * Math.random();
}
