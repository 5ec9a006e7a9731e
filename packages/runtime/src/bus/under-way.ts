/** Counts what is under way: whoever kept the promises would keep what they resolve with. */
export function createUnderWay() {
  let count = 0;
  let waiting: (() => void)[] = [];
  const ended = () => {
    count -= 1;
    if (count > 0) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  };
  return {
    track<Result>(promise: Promise<Result>): Promise<Result> {
      count += 1;
      promise.then(ended, ended);
      return promise;
    },
    /** Resolves when nothing is, whatever became of it. */
    async idle(): Promise<void> {
      if (count > 0)
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
        });
    },
  };
}
