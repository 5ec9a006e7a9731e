/** Time, handed in so that a test owns it. */
export type Clock = {
  /** Milliseconds since 1970; may jump, as the clock on the wall does. For stamps only. */
  now(): number;
  /** Milliseconds since some moment; never goes back. For everything that measures or waits. */
  monotonic(): number;
  /** Resolves after so many milliseconds; rejects with the signal's reason once it is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /**
   * Calls back once, after so many milliseconds, unless what it returns was called before. Does not keep the process alive
   * unless asked to, because most alarms are for what hopefully never happens.
   */
  after(
    milliseconds: number,
    callBack: () => void,
    options?: { readonly keepsProcessAlive?: boolean },
  ): () => void;
};

export const systemClock: Clock = {
  now: Date.now,
  monotonic: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const onAbort = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener("abort", onAbort);
        resolve();
      }, milliseconds);
      signal?.addEventListener("abort", onAbort, { once: true });
    }),
  after: (milliseconds, callBack, options) => {
    const timer = setTimeout(callBack, milliseconds);
    if (!options?.keepsProcessAlive) timer.unref();
    return () => clearTimeout(timer);
  },
};
