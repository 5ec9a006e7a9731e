/** 100, 200, 400 … 5,000 ms, half of it at random: those who lost a service together do not come back together. */
export function jitteredPause(failures: number, random: () => number = Math.random): number {
  const whole = Math.min(5_000, 100 * 2 ** Math.min(10, failures - 1));
  return whole / 2 + (whole / 2) * random();
}
