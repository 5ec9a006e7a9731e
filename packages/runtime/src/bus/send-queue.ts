import { Queue } from "../collections/queue.ts";
import { busErrors } from "../errors.ts";
import type { OutgoingMessage, PublishResult } from "../ports/transport.ts";
import type { PublishWithin } from "./publish-within.ts";

export type SendQueueOptions = {
  readonly publish: PublishWithin;
  /** How many messages may be without an answer at once. */
  readonly maxUnsettled: number;
  /** What becomes of one more. */
  readonly whenFull: "wait" | "refuse";
};

export type SendQueue = {
  /** Messages that are pushed in one tick ride together, in publishes of forty at most. `settle` is told what became of it, once, and must not throw. */
  push(message: OutgoingMessage, settle: Settle): void;
  /** Hands over at once what was gathered so far, so that whoever publishes beside the queue does not overtake it. */
  flush(): void;
  /** Resolves when every message has its answer. */
  drain(): Promise<void>;
};

export type Settle = (result: PublishResult) => void;

/**
 * A list is answered when all of it is. What is sent at once by many, and again as soon as it is answered, would go to the broker as one list and come
 * back as one, and of client and broker one would always wait for the other: over Redis and NATS that was a third of the pace. Forty are
 * enough to be cheap, and four whole requests to EventBridge.
 */
const mostTogether = 40;

type Waiting = { readonly message: OutgoingMessage; readonly settle: Settle };

/**
 * Gathers what is sent in one turn of the event loop and hands it to the transport as one list: that is where brokers win
 * their time.
 */
export function createSendQueue({ publish, maxUnsettled, whenFull }: SendQueueOptions): SendQueue {
  let messages: OutgoingMessage[] = [];
  let settles: Settle[] = [];
  /** In the order in which they came; they get their turn as answers come in. */
  const queued = new Queue<Waiting>();
  let unsettled = 0;
  let drained: (() => void)[] = [];

  const gather = (message: OutgoingMessage, settle: Settle) => {
    unsettled += 1;
    messages.push(message);
    settles.push(settle);
    // After the promises that are settled in this turn: those who awaited them may send, too.
    if (messages.length === 1) queueMicrotask(afterMicrotasks);
    else if (messages.length === mostTogether) void handOver();
  };
  const afterMicrotasks = () => process.nextTick(handOver);
  const handOver = async () => {
    if (messages.length === 0) return;
    const toSettle = settles;
    const published = publish(messages);
    messages = [];
    settles = [];
    const results = await published;
    unsettled -= toSettle.length;
    for (let at = 0; at < toSettle.length; at += 1) (toSettle[at] as Settle)(results[at] as PublishResult);
    while (unsettled < maxUnsettled && queued.size > 0) {
      const { message, settle } = queued.shift() as Waiting;
      gather(message, settle);
    }
    if (unsettled === 0 && queued.size === 0) {
      for (const resolve of drained) resolve();
      drained = [];
    }
  };
  return {
    push(message, settle) {
      if (unsettled < maxUnsettled && queued.size === 0) gather(message, settle);
      else if (whenFull === "wait") queued.push({ message, settle });
      else {
        const error = busErrors.SEND_LIMIT({ waiting: unsettled, limit: maxUnsettled });
        settle({ status: "refused", error });
      }
    },
    flush: () => void handOver(),
    drain: () =>
      unsettled === 0 && queued.size === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            drained.push(resolve);
          }),
  };
}
