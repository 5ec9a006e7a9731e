import type { Contender } from "./contender.ts";

/** Long against the resolution of the CPU clock, short against the moods of a shared machine. */
const targetMicros = 150_000;

/**
 * How many iterations make one round. The way there is the warm-up: the loop runs with growing counts until a run is
 * long enough to extrapolate from, and once more when the optimizer has had its say.
 */
export function calibrate({ measure }: Contender): number {
  let iterations = 1;
  let cpu = measure(iterations).cpu;
  while (cpu < targetMicros / 3) {
    iterations *= 4;
    cpu = measure(iterations).cpu;
  }
  const warm = scaled(iterations, cpu);
  return scaled(warm, measure(warm).cpu);
}

function scaled(iterations: number, cpu: number): number {
  return Math.max(1, Math.round((iterations * targetMicros) / cpu));
}
