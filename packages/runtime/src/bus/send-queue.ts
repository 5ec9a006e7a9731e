import { isConcordatError } from "@concordat/errors";
import { Queue } from "../collections/queue.ts";
import { busErrors } from "../errors.ts";
import { asError } from "../layers/as-error.ts";
import type { Clock } from "../ports/clock.ts";
import type { OutgoingMessage, PublishResult, Transport } from "../ports/transport.ts";

export type SendQueueOptions = {
  readonly transport: Pick<Transport, "publish">;
  readonly clock: Clock;
  /** What has no answer by then has an unknown outcome. */
  readonly timeoutMs: number;
  /** How many messages may be without an answer at once. */
  readonly maxUnsettled: number;
  /** What becomes of one more. */
  readonly whenFull: "wait" | "refuse";
};

export type SendQueue = {
  /** Resolves with what became of the message; never rejects. Messages that are pushed in one tick ride in one publish. */
  push(message: OutgoingMessage): Promise<PublishResult>;
  /** Hands over at once what was gathered so far, so that whoever publishes beside the queue does not overtake it. */
  flush(): void;
  /** Resolves when every message has its answer. */
  drain(): Promise<void>;
};

type Waiting = { readonly message: OutgoingMessage; readonly resolve: (result: PublishResult) => void };

/**
 * Gathers what is sent in one turn of the event loop and hands it to the transport as one list: that is where brokers win
 * their time.
 */
export function createSendQueue(options: SendQueueOptions): SendQueue {
  const { maxUnsettled, whenFull } = options;
  let gathered: Waiting[] = [];
  /** In the order in which they came; they get their turn as answers come in. */
  const queued = new Queue<Waiting>();
  let unsettled = 0;
  let drained: (() => void)[] = [];

  const gather = (waiting: Waiting) => {
    unsettled += 1;
    gathered.push(waiting);
    // After the promises that are settled in this turn: those who awaited them may send, too.
    if (gathered.length === 1) queueMicrotask(() => process.nextTick(handOver));
  };
  const handOver = async () => {
    const batch = gathered;
    if (batch.length === 0) return;
    gathered = [];
    const results = await publishWithin(
      batch.map(({ message }) => message),
      options,
    );
    unsettled -= batch.length;
    for (const [index, { resolve }] of batch.entries()) resolve(results[index] as PublishResult);
    while (unsettled < maxUnsettled && queued.size > 0) gather(queued.shift() as Waiting);
    if (unsettled === 0 && queued.size === 0) {
      for (const resolve of drained) resolve();
      drained = [];
    }
  };
  return {
    push: (message) =>
      new Promise((resolve) => {
        const waiting = { message, resolve };
        if (unsettled < maxUnsettled && queued.size === 0) gather(waiting);
        else if (whenFull === "wait") queued.push(waiting);
        else {
          const error = busErrors.SEND_LIMIT({ waiting: unsettled, limit: maxUnsettled });
          resolve({ status: "refused", error });
        }
      }),
    flush: () => void handOver(),
    drain: () =>
      unsettled === 0 && queued.size === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            drained.push(resolve);
          }),
  };
}

/** One result a message, whatever the transport does: rejects, answers late or never, answers too little. */
export async function publishWithin(
  messages: readonly OutgoingMessage[],
  { transport, clock, timeoutMs }: Pick<SendQueueOptions, "transport" | "clock" | "timeoutMs">,
): Promise<readonly PublishResult[]> {
  const all = (error: Error): readonly PublishResult[] => messages.map(() => ({ status: "unknown", error }));
  let cancel = () => {};
  const late = new Promise<readonly PublishResult[]>((resolve) => {
    cancel = clock.after(timeoutMs, () => {
      resolve(all(new Error(`the transport did not answer within ${timeoutMs} ms`)));
    });
  });
  try {
    const results = await Promise.race([transport.publish(messages), late]);
    if (results.length === messages.length) return results;
    return all(new Error(`the transport gave ${results.length} answers to ${messages.length} messages`));
  } catch (thrown) {
    const error = asError(thrown);
    // A call that made no sense stored nothing. Any other rejection says nothing about what was already on its way.
    if (isConcordatError(error) && error.kind === "usage")
      return messages.map(() => ({ status: "refused", error }));
    return all(error);
  } finally {
    cancel();
  }
}
