/** As long as `firstMs`, twice, four times … `mostMs`; half of it at random, since those who lost a service together must not come back together. */
export function jitteredPause(
  failures: number,
  { firstMs = 100, mostMs = 5_000, random = Math.random } = {},
): number {
  const whole = Math.min(mostMs, firstMs * 2 ** Math.min(10, failures - 1));
  return whole / 2 + (whole / 2) * random();
}
