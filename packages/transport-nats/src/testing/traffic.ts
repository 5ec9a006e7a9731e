import { setTimeout as sleep } from "node:timers/promises";
import type { PublishResult, Transport } from "@concordat/runtime";
import { deliveryRecord, fingerprintOf, type History } from "@concordat/transport-testkit";
import { onTestFinished } from "vitest";

export type TrafficOptions = {
  readonly address: string;
  readonly keys: readonly string[];
  readonly history: History;
  /** Begins the ids, so that two may publish at one address. */
  readonly name?: string;
};

const sample = {
  specversion: "1.0",
  source: "/cluster",
  type: "t",
  datacontenttype: "application/json",
} as const;

/** Between two of a key. */
const pauseMs = 8;

/**
 * Publishes until it is stopped, and writes down what was said of it.
 *
 * Of each key one after the other, again until it is stored, as somebody does who wants them all in order; and of as many other keys one
 * behind the other without waiting for answers, each a single time, so that what is refused stays refused.
 */
export function startTraffic(transport: Transport, { address, keys, history, name = "" }: TrafficOptions) {
  let isOver = false;
  const statuses: Record<PublishResult["status"], number> = { stored: 0, refused: 0, unknown: 0 };
  const codes = new Set<unknown>();

  async function publish(id: string, key: string): Promise<boolean> {
    const event = { ...sample, id, data: { id } };
    history.add({ did: "publish", id, address, key, print: fingerprintOf(event) });
    const [result] = await transport.publish([{ address, key, event }]);
    const status = result?.status ?? "unknown";
    history.add({ did: "answer", id, status });
    statuses[status] += 1;
    if (result !== undefined && "error" in result) codes.add((result.error as { code?: unknown }).code);
    return status === "stored";
  }

  async function insist(key: string): Promise<void> {
    for (let number = 1; !isOver; number += 1) {
      while (!(await publish(`${name}${key}-${number}`, key))) await sleep(pauseMs);
      await sleep(pauseMs);
    }
  }

  async function pour(key: string): Promise<void> {
    const answers: Promise<boolean>[] = [];
    for (let number = 1; !isOver; number += 1) {
      answers.push(publish(`${name}${key}-${number}`, key));
      await sleep(pauseMs);
    }
    await Promise.all(answers);
  }

  onTestFinished(() => {
    isOver = true;
  });
  const lanes = [...keys.map((key) => insist(key)), ...keys.map((key) => pour(`${key}-poured`))];
  return {
    statuses,
    codes,
    /** Resolves when so many more were stored than until now. */
    async goesOn(more = 50): Promise<void> {
      for (const goal = statuses.stored + more; statuses.stored < goal; ) await sleep(10);
    },
    async stop(): Promise<void> {
      isOver = true;
      await Promise.all(lanes);
    },
  };
}

/** A member that writes down what it is handed and what it handled. */
export function record(transport: Transport, member: string, address: string, history: History, group = "g") {
  return transport.subscribe({ group, addresses: [address] }, async (delivery) => {
    const delivered = deliveryRecord(delivery, { group, member });
    history.add(delivered);
    history.add({ did: "handle", id: delivered.id, group, member });
  });
}

/** What was stored and not handled yet. */
export function unread({ records }: History): readonly string[] {
  const handled = new Set(records.flatMap((each) => (each.did === "handle" ? [each.id] : [])));
  return records.flatMap((each) =>
    each.did === "answer" && each.status === "stored" && !handled.has(each.id) ? [each.id] : [],
  );
}
