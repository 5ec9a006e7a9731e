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
        cancel();
        reject(signal?.reason);
      };
      const wake = () => {
        signal?.removeEventListener("abort", onAbort);
        resolve();
      };
      const cancel = setTimer(milliseconds, wake, true);
      signal?.addEventListener("abort", onAbort, { once: true });
    }),
  after: (milliseconds, callBack, options) =>
    setTimer(milliseconds, callBack, options?.keepsProcessAlive ?? false),
};

/** A timer of Node that should wait longer than this, some 25 days, rings after one millisecond. */
const longestTimer = 2_147_483_647;

/** Any time, `Infinity` included: longer ones are waited out piece by piece. */
function setTimer(milliseconds: number, callBack: () => void, keepsProcessAlive: boolean): () => void {
  let timer: NodeJS.Timeout;
  const waitFor = (left: number) => {
    timer =
      left > longestTimer
        ? setTimeout(() => waitFor(left - longestTimer), longestTimer)
        : setTimeout(callBack, left);
    if (!keepsProcessAlive) timer.unref();
  };
  waitFor(milliseconds);
  return () => clearTimeout(timer);
}
