import { runtimeErrors } from "../errors.ts";
import type { Handler } from "../layer.ts";
import type { Clock } from "../ports/clock.ts";
import type { Delivery } from "../ports/transport.ts";
import { asError } from "./as-error.ts";

export type BatchOptions = {
  /** A batch is handed over when it has so many. */
  readonly maxCount: number;
  /** Or when its first message has waited so long. */
  readonly maxWaitMs: number;
  readonly clock: Clock;
};

/**
 * Handles many messages at once. Resolves when all are handled, or to what went wrong with each: a list as long as the
 * batch, `undefined` where nothing did. When it rejects, all failed for this reason.
 */
export type BatchHandler = (
  deliveries: readonly Delivery[],
) => Promise<readonly (Error | undefined)[] | undefined>;

type Waiting = {
  readonly delivery: Delivery;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
};

/**
 * Makes one handler of single messages out of a handler of many. The layers around it see single messages, so each has its
 * own attempts and becomes a dead letter alone.
 *
 * Where order per key is kept, only one message of a key is ever in flight, so a batch holds each key once.
 */
export function batchHandler(handleAll: BatchHandler, { maxCount, maxWaitMs, clock }: BatchOptions): Handler {
  if (!(Number.isInteger(maxCount) && maxCount >= 1))
    throw runtimeErrors.RUNTIME_OPTION({
      option: "maxCount",
      trouble: `is ${maxCount}, where a whole number from 1 belongs`,
    });
  if (!(maxWaitMs >= 0))
    throw runtimeErrors.RUNTIME_OPTION({
      option: "maxWaitMs",
      trouble: `is ${maxWaitMs}, where a number from 0 belongs`,
    });
  let waiting: Waiting[] = [];
  let cancel: (() => void) | undefined;
  const handOver = () => {
    const batch = waiting;
    waiting = [];
    cancel?.();
    cancel = undefined;
    // What is no longer this consumer's business is left out: somebody else may have it already.
    const mine = batch.filter(({ delivery }) => !delivery.signal.aborted);
    for (const { delivery, reject } of batch)
      if (delivery.signal.aborted) reject(asError(delivery.signal.reason));
    if (mine.length > 0) void settle(mine, handleAll);
  };
  return (delivery) =>
    new Promise<void>((resolve, reject) => {
      waiting.push({ delivery, resolve, reject });
      if (waiting.length >= maxCount) handOver();
      else cancel ??= clock.after(maxWaitMs, handOver);
    });
}

/** Never rejects: whatever happens is told to each of the waiting. */
async function settle(batch: readonly Waiting[], handleAll: BatchHandler): Promise<void> {
  try {
    const outcomes = await handleAll(batch.map(({ delivery }) => delivery));
    // Nobody can tell which outcome is whose, and a message that failed must not pass for handled.
    if (outcomes !== undefined && outcomes.length !== batch.length)
      throw new Error(`the handler gave ${outcomes.length} outcomes for a batch of ${batch.length}`);
    for (const [index, { resolve, reject }] of batch.entries()) {
      const error = outcomes?.[index];
      if (error === undefined) resolve();
      else reject(error);
    }
  } catch (thrown) {
    const error = asError(thrown);
    for (const { reject } of batch) reject(error);
  }
}
