/** How long to wait after so many attempts: 20, 40, 80 … 1,000 ms, each somewhere in its upper half, so that not all come back at once. */
export function backOff(attempts: number): number {
  const most = Math.min(1_000, 10 * 2 ** Math.min(attempts, 10));
  return most / 2 + Math.random() * (most / 2);
}
