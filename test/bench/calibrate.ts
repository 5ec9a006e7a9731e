import type { Contender } from "./contender.ts";

/** Long against the resolution of the CPU clock, short against the moods of a shared machine. */
const targetMicros = 150_000;

/**
 * How many iterations make one round. The way there is the warm-up: the loop runs with growing counts until a run is
 * long enough to extrapolate from, and once more when the optimizer has had its say.
 */
export async function calibrate({ measure }: Contender): Promise<number> {
  let iterations = 1;
  let { cpu } = await measure(iterations);
  while (cpu < targetMicros / 3) {
    iterations *= 4;
    ({ cpu } = await measure(iterations));
  }
  const warm = scaled(iterations, cpu);
  return scaled(warm, (await measure(warm)).cpu);
}

function scaled(iterations: number, cpu: number): number {
  return Math.max(1, Math.round((iterations * targetMicros) / cpu));
}
