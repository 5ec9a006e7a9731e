import { isConcordatError } from "@concordat/errors";
import { Chain, type Link } from "../collections/chain.ts";
import { asError } from "../layers/as-error.ts";
import type { Clock } from "../ports/clock.ts";
import type { OutgoingMessage, PublishResult, Transport } from "../ports/transport.ts";

export type PublishWithinOptions = {
  readonly transport: Pick<Transport, "publish">;
  readonly clock: Clock;
  /** What has no answer by then has an unknown outcome. */
  readonly timeoutMs: number;
};

/** One result a message, whatever the transport does: rejects, answers late or never, answers too little. Never rejects. */
export type PublishWithin = (messages: readonly OutgoingMessage[]) => Promise<readonly PublishResult[]>;

export function createPublishWithin({ transport, clock, timeoutMs }: PublishWithinOptions): PublishWithin {
  const deadlines = createDeadlines(clock, timeoutMs);
  return (messages) =>
    new Promise((resolve) => {
      const late = () => {
        const error = new Error(`the transport did not answer within ${timeoutMs} ms`);
        resolve(allUnknown(messages, error));
      };
      const isAnswered = deadlines.begin(late);
      const onThrown = (thrown: unknown) => {
        isAnswered();
        resolve(thrownBy(messages, asError(thrown)));
      };
      try {
        transport.publish(messages).then((results) => {
          isAnswered();
          resolve(complete(messages, results));
        }, onThrown);
      } catch (thrown) {
        onThrown(thrown);
      }
    });
}

function complete(messages: readonly OutgoingMessage[], results: readonly PublishResult[]) {
  if (results.length === messages.length) return results;
  const trouble = `the transport gave ${results.length} answers to ${messages.length} messages`;
  return allUnknown(messages, new Error(trouble));
}

/** A call that made no sense stored nothing. Any other rejection says nothing about what was already on its way. */
function thrownBy(messages: readonly OutgoingMessage[], error: Error): readonly PublishResult[] {
  if (isConcordatError(error) && error.kind === "usage")
    return messages.map(() => ({ status: "refused", error }));
  return allUnknown(messages, error);
}

function allUnknown(messages: readonly OutgoingMessage[], error: Error): readonly PublishResult[] {
  return messages.map(() => ({ status: "unknown", error }));
}

class Wait implements Link<Wait> {
  before: Wait | undefined = undefined;
  after: Wait | undefined = undefined;
  isOver = false;
  readonly deadline: number;
  readonly onLate: () => void;

  constructor(deadline: number, onLate: () => void) {
    this.deadline = deadline;
    this.onLate = onLate;
  }
}

/**
 * One alarm for all publishes that are under way: each may take as long as the others, so the one that began first is late first. A timer
 * for each would cost a single send as much as its promise.
 */
function createDeadlines(clock: Clock, timeoutMs: number) {
  const waits = new Chain<Wait>();
  let isPlanned = false;
  const plan = (milliseconds: number) => {
    isPlanned = true;
    clock.after(milliseconds, ring);
  };
  const end = (wait: Wait) => {
    if (wait.isOver) return;
    wait.isOver = true;
    waits.remove(wait);
  };
  const ring = () => {
    isPlanned = false;
    // A timer of Node may ring a fraction of a millisecond early.
    const now = clock.monotonic() + 1;
    for (let first = waits.first; first !== undefined && first.deadline <= now; first = waits.first) {
      end(first);
      first.onLate();
    }
    if (waits.first !== undefined && !isPlanned) plan(waits.first.deadline - clock.monotonic());
  };
  return {
    /** What it returns is called when the answer is there. */
    begin(onLate: () => void): () => void {
      const wait = new Wait(clock.monotonic() + timeoutMs, onLate);
      waits.push(wait);
      if (!isPlanned) plan(timeoutMs);
      return () => end(wait);
    },
  };
}
