import { failureKindOf } from "../failure/failure-kind.ts";
import type { CircuitBreaker } from "./create-circuit-breaker.ts";

export type ProtectOptions = {
  /**
   * Whether a failure says that what is called is in trouble. Default: not when the call itself was pointless (an event that
   * breaks its contract fails everywhere), nor when it was not made.
   */
  readonly counts?: (thrown: unknown) => boolean;
};

/**
 * Puts a breaker before any asynchronous function. While it is open, calls reject at once with `CIRCUIT_OPEN` and the function
 * is not called.
 */
export function protect<Args extends readonly unknown[], Result>(
  call: (...args: Args) => Promise<Result>,
  breaker: CircuitBreaker,
  { counts = saysTrouble }: ProtectOptions = {},
): (...args: Args) => Promise<Result> {
  return async (...args) => {
    const token = breaker.tryEnter();
    if (token === undefined) throw breaker.refusal();
    let result: Result;
    try {
      result = await call(...args);
    } catch (thrown) {
      if (counts(thrown)) breaker.fail(token);
      else breaker.dismiss(token);
      throw thrown;
    }
    breaker.succeed(token);
    return result;
  };
}

function saysTrouble(thrown: unknown): boolean {
  return failureKindOf(thrown) === "passing";
}
