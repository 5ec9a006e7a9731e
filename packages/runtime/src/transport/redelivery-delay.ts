import { throwLater } from "../failure/throw-later.ts";

/** How long a message rests before it is handed out again, by the attempts it had: not at all after the first, then 1, 2, 4 … 1,000 ms. */
export function defaultRedeliveryDelayMs(attempts: number): number {
  return attempts <= 1 ? 0 : Math.min(1_000, 2 ** (attempts - 2));
}

/** A function that was handed in may fail, and the message must come back all the same. */
export function restAfter(attempts: number, delayMs: (attempts: number) => number): number {
  try {
    return delayMs(attempts);
  } catch (error) {
    throwLater(error);
    return defaultRedeliveryDelayMs(attempts);
  }
}
