import { setTimeout as sleep } from "node:timers/promises";
import type { CloudEvent } from "@concordat/cloudevents";
import type { PublishResult, Subscription, Transport } from "@concordat/runtime";
import {
  checkHistory,
  createHistory,
  deliveryRecord,
  fingerprintOf,
  type Problem,
} from "@concordat/transport-testkit";
import { onTestFinished } from "vitest";

export type TrafficOptions = {
  readonly transport: Transport;
  readonly address: string;
  readonly group: string;
  readonly keys: readonly string[];
};

export type Traffic = Awaited<ReturnType<typeof startTraffic>>;

/** Calls of one key that are under way at the same time: what is tried again could be overtaken. */
const callsAtOnce = 3;

/** Publishes under each key without end while a group reads, and writes down what happens. */
export async function startTraffic({ transport, address, group, keys }: TrafficOptions) {
  const history = createHistory();
  const statuses = new Map<string, PublishResult["status"]>();
  const handled = new Set<string>();
  const positions = new Map<string, Set<string>>();
  let isOver = false;

  const subscriptions: Subscription[] = [];

  async function join(reader: Transport): Promise<void> {
    const member = String(subscriptions.length + 1);
    const reading = { group, addresses: [address], from: "start" } as const;
    const subscription = await reader.subscribe(reading, async (came) => {
      const delivered = deliveryRecord(came, { group, member });
      const { id } = delivered;
      history.add(delivered);
      positions.set(id, (positions.get(id) ?? new Set()).add(came.position));
      history.add({ did: "handle", id, group, member });
      handled.add(id);
    });
    subscriptions.push(subscription);
  }

  async function publish(key: string, number: number | string): Promise<readonly PublishResult[]> {
    const messages = [0, 1, 2].map((part) => ({ address, key, event: eventOf(`${key}-${number}-${part}`) }));
    for (const { event } of messages)
      history.add({ did: "publish", id: event.id, address, key, print: fingerprintOf(event) });
    const results = await transport.publish(messages);
    for (const [index, { event }] of messages.entries()) {
      const { status } = results[index] as PublishResult;
      history.add({ did: "answer", id: event.id, status });
      statuses.set(event.id, status);
    }
    return results;
  }

  async function publishAll(key: string): Promise<void> {
    const underWay = new Set<Promise<unknown>>();
    for (let number = 0; !isOver; number += 1) {
      const publishing = publish(key, number).finally(() => underWay.delete(publishing));
      publishing.catch(() => undefined);
      underWay.add(publishing);
      if (underWay.size >= callsAtOnce) await Promise.race(underWay);
      // A few hundred a second are many enough, and leave the brokers the time to elect each other.
      await sleep(20);
    }
    await Promise.all(underWay);
  }

  // One that fails has nobody publish on.
  onTestFinished(() => {
    isOver = true;
  });
  await join(transport);
  const publishers = Promise.all(keys.map(publishAll));
  publishers.catch(() => undefined);
  const isRest = () => [...statuses].every(([id, status]) => status !== "stored" || handled.has(id));

  return {
    /** By key, how many are stored at the moment. */
    storedOf: (key: string) =>
      [...statuses].filter(([id, status]) => status === "stored" && id.startsWith(`${key}-`)).length,

    /** Resolves when under each key more was stored than there is now. */
    async untilItWentOn(): Promise<void> {
      const before = keys.map(this.storedOf);
      while (keys.some((key, index) => this.storedOf(key) < (before[index] as number) + 10)) await sleep(20);
    },

    /** Something more under each key; what was told of it. */
    async publishOnce(): Promise<readonly PublishResult["status"][]> {
      const results = await Promise.all(keys.map((key) => publish(key, "once")));
      return results.flat().map(({ status }) => status);
    },

    /** Resolves when that was told of a message at least. */
    async untilTold(status: PublishResult["status"]): Promise<void> {
      while (![...statuses.values()].includes(status)) await sleep(20);
    },

    /** Another member for the group. */
    join,

    /** Resolves when the group handled more than it has now. */
    async untilItReadOn(): Promise<void> {
      const before = handled.size;
      while (handled.size < before + 10) await sleep(20);
    },

    /** Publishes no more, waits until all that is stored was handled, and closes the subscriptions. */
    async end(): Promise<void> {
      isOver = true;
      await publishers;
      while (!isRest()) await sleep(20);
      await Promise.all(subscriptions.map((each) => each.close()));
    },

    /** What was told of messages, each once. */
    get told(): readonly string[] {
      return [...new Set(statuses.values())].toSorted();
    },

    /** What breaks a law: something lost, refused and there, out of its order, changed. */
    problems: (): readonly Problem[] =>
      checkHistory(history.records, { groups: { [group]: [address] }, ordered: true }).slice(0, 10),

    /** Events that stand in the topic more than once. */
    twice: () => [...positions].filter(([, places]) => places.size > 1).map(([id]) => id),
  };
}

function eventOf(id: string): CloudEvent {
  const datacontenttype = "application/json";
  return { specversion: "1.0", id, source: "/orders", type: "t", datacontenttype, data: "x".repeat(200) };
}
