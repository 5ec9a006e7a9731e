/**
 * How long a registry that does not answer is left alone by those who can do without: a second at first, then twice as
 * long each time, up to half a minute. Otherwise each event would wait for a time-out first.
 */
export type Pause = {
  isOn(): boolean;
  /** The registry did not answer. */
  begin(): void;
  /** It did. */
  end(): void;
};

const firstMs = 1000;
const longestMs = 30_000;

export function createPause({
  now,
  random,
}: {
  readonly now: () => number;
  readonly random: () => number;
}): Pause {
  let failures = 0;
  let until = Number.NEGATIVE_INFINITY;
  return {
    isOn: () => now() < until,
    begin() {
      const longest = Math.min(longestMs, firstMs * 2 ** failures);
      failures += 1;
      until = now() + longest * (0.5 + random() / 2);
    },
    end() {
      failures = 0;
      until = Number.NEGATIVE_INFINITY;
    },
  };
}
