import { setTimeout as sleep } from "node:timers/promises";
import type { PublishResult, Transport } from "@concordat/runtime";
import { fingerprintOf, type History } from "@concordat/transport-testkit";
import { type EventMessage, eventMessage, type Load } from "./load.ts";
import type { Tally } from "./tally.ts";

export type PublishingOptions = {
  readonly transport: Transport;
  readonly address: string;
  readonly load: Load;
  /** Begins the names of the keys; default: nothing. */
  readonly keys?: string;
  readonly history: History;
  readonly tally: Tally;
  /** Told to come to an end; what is under way is sent until it is stored. */
  readonly mayEnd: () => boolean;
  readonly random: () => number;
};

/** Where the pauses between two attempts begin and end. */
const [shortestPauseMs, longestPauseMs] = [20, 500];

/**
 * Sends as a service does: what is refused or unknown again, under the same id, until it is stored; and an event of a key only when
 * the one before it is, since nobody could promise an order otherwise. Every other publisher sends one event at a time, the
 * others one of each of their keys in one call.
 */
export async function publishAll(options: PublishingOptions): Promise<void> {
  const { load } = options;
  const pace = createPace(load.eventsPerSecond);
  const publishers = Array.from({ length: load.publishers }, (_, index) => publisher(index, pace, options));
  // Each is heard to its end, so that a history has no loose ends where one of them fails.
  for (const outcome of await Promise.allSettled(publishers))
    if (outcome.status === "rejected") throw outcome.reason;
}

async function publisher(index: number, pace: Pace, options: PublishingOptions): Promise<void> {
  const { keys: prefix = "" } = options;
  const keys = Array.from({ length: options.load.keysPerPublisher }, (_, key) => `${prefix}${index}-${key}`);
  const atOnce = index % 2 === 0 ? 1 : keys.length;
  for (let sequence = 0; ; sequence += 1)
    for (let first = 0; first < keys.length; first += atOnce) {
      if (options.mayEnd()) return;
      const portion = keys.slice(first, first + atOnce);
      await pace(portion.length);
      await store(
        portion.map((key) => eventMessage(options.address, key, sequence)),
        options,
      );
    }
}

async function store(messages: readonly EventMessage[], options: PublishingOptions): Promise<void> {
  let waiting = messages;
  for (let pauseMs = shortestPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    const results = await publishOnce(waiting, options);
    waiting = waiting.filter((_, index) => results[index]?.status !== "stored");
    if (waiting.length === 0) return;
    await sleep(pauseMs * (0.5 + options.random()));
  }
}

/** Writes down what is sent before it is, and what was said of it. */
async function publishOnce(
  messages: readonly EventMessage[],
  { transport, history, tally }: PublishingOptions,
): Promise<readonly PublishResult[]> {
  for (const { address, key, event } of messages)
    history.add({ did: "publish", id: event.id, address, key, print: fingerprintOf(event) });
  const call = { began: performance.now() };
  tally.pending.add(call);
  const results = await transport.publish(messages).finally(() => tally.pending.delete(call));
  const now = performance.now();
  const isStored = results.some(({ status }) => status === "stored");
  tally.calls.push({ ...call, tookMs: now - call.began, isStored });
  if (results.length !== messages.length)
    throw new Error(`${messages.length} messages were published, and there are ${results.length} results`);
  for (const [index, result] of results.entries()) {
    history.add({ did: "answer", id: messages[index]?.event.id as string, status: result.status });
    tally[result.status] += 1;
    if (result.status !== "stored") continue;
    tally.storedAt.push(now);
    tally.moved();
    if (result.isDuplicate) tally.recognised += 1;
  }
  return results;
}

/** Resolves when it is time for so many more. */
type Pace = (count: number) => Promise<void>;

/** Evenly over all publishers. Time that was lost is not made up for: after an outage nobody stampedes. */
function createPace(eventsPerSecond: number): Pace {
  let due = performance.now();
  return async (count) => {
    const now = performance.now();
    due = Math.max(due, now - 20) + (1_000 * count) / eventsPerSecond;
    // A timer takes a millisecond or two: shorter waits add up to one that is worth it.
    if (due - now > 2) await sleep(due - now);
  };
}
