/** Does one thing after the other, in the order they were asked for. */
export type Queue = {
  run<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Resolves when nothing that was asked for so far is left to do. */
  idle(): Promise<void>;
};

export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(work) {
      const result = last.then(work);
      // Whoever asked hears of a failure; the next in line does not.
      last = result.catch(() => {});
      return result;
    },
    idle: async () => void (await last),
  };
}
