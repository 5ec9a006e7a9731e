import { isConcordatError } from "@concordat/errors";
import type { Answer, Exchange } from "./exchange.ts";

export type RetryOptions = {
  /** From 0 up to 1, 1 excluded. */
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
};

/** What a proxy says while the registry behind it starts anew. */
const passing: readonly number[] = [502, 503, 504];

/**
 * Asks once more after a trouble that may have passed. Questions only: whether a write was done is not known when its
 * answer is lost, and who wrote decides.
 */
export function retrying(exchange: Exchange, { random, sleep }: RetryOptions): Exchange {
  return async (request) => {
    const again = async (): Promise<Answer> => {
      // Many clients that lost the same registry at the same moment must not come back at the same moment.
      await sleep(50 + 200 * random());
      return exchange(request);
    };
    if (request.method !== "GET") return exchange(request);
    const first = await exchange(request).catch((error: unknown) => {
      if (isPassing(error)) return undefined;
      throw error;
    });
    return first === undefined || passing.includes(first.status) ? again() : first;
  };
}

function isPassing(error: unknown): boolean {
  return isConcordatError(error) && error.code === "REGISTRY_UNREACHABLE" && error.params.passes === true;
}
