import { systemClock } from "@concordat/runtime";
import { expect, test } from "vitest";
import type { NatsLink, WireMessage } from "../drivers/driver.ts";
import type { StreamFacts, Topology } from "../topology/topology.ts";
import { encodeMessage } from "../wire/encode-message.ts";
import { Publisher } from "./publisher.ts";

const stream: StreamFacts = { name: "S", duplicateWindowMs: 120_000, messageBytes: 1_000_000 };
const stored = (seq: number) => JSON.stringify({ stream: "S", seq });
const refusal = (err_code: number) => JSON.stringify({ error: { code: 400, err_code, description: "no" } });

/** A publisher whose server answers what the test says and when, as no real one could be made to. */
function scripted({ maxPendingMessages = 100 } = {}) {
  const sent: number[] = [];
  let onAnswer: (message: WireMessage) => void = () => undefined;
  const link = {
    isConnected: true,
    server: { at: "here", version: "2.15.2", maxPayload: 1_000_000 },
    write: (commands: Uint8Array) => {
      for (const [, number] of Buffer.from(commands)
        .toString()
        .matchAll(/^HPUB \S+ inbox\.(\d+) /gm))
        sent.push(Number(number));
    },
    subscribe(_: string, listener: typeof onAnswer) {
      onAnswer = listener;
      return { drain: async () => undefined, end: () => undefined };
    },
    headersOf: ({ data }: WireMessage) =>
      data.length === 0 ? Buffer.from("NATS/1.0 503\r\n\r\n") : undefined,
    inbox: () => "inbox",
  };
  let there = Promise.withResolvers<StreamFacts>();
  there.resolve(stream);
  let looks = 0;
  const streamOf = () => {
    looks += 1;
    return there.promise;
  };
  const topology = { streamOf, forget: () => undefined };
  const publisher = new Publisher({
    link: link as unknown as NatsLink,
    topology: topology as unknown as Topology,
    clock: systemClock,
    publishTimeoutMs: 60_000,
    maxPendingMessages,
    maxPendingBytes: 1_000_000,
  });
  const settled = new Map<number, unknown>();
  let last = 0;
  const answer = (number: number, text = "") =>
    onAnswer({ subject: `inbox.${number}`, data: Buffer.from(text) });
  return {
    publisher,
    link,
    sent,
    settled,
    answer,
    /** Events on one subject, or another one, called by the numbers that they get. */
    publish(subject = "a") {
      last += 1;
      const number = last;
      const event = { specversion: "1.0", id: `${number}`, source: "/s", type: "t" } as const;
      const content = encodeMessage({ address: "a", event }, "binary");
      void publisher
        .publish([{ address: "a", subject, content }])
        .then(([result]) => settled.set(number, result));
    },
    /** From now on nobody leads the stream, until the function that is answered is called. */
    leaderless() {
      there = Promise.withResolvers();
      const before = looks;
      return async () => {
        await expect.poll(() => looks).toBe(before + 1);
        there.resolve(stream);
        await new Promise(setImmediate);
      };
    },
    /** None is left without an end. */
    async end(...numbers: readonly number[]) {
      for (const number of numbers) answer(number, stored(number));
      await publisher.close();
    },
  };
}

test("a refusal says nothing of the time before, whose answer was lost", async () => {
  const { publisher, publish, sent, settled, answer, end } = scripted();
  publish();
  publish();
  await expect.poll(() => sent).toEqual([1, 2]);
  publisher.connectionLost();
  publisher.connectionFound();
  expect(sent).toEqual([1, 2, 1, 2]);
  publish();
  answer(1, refusal(10_023));
  answer(2, stored(2));
  answer(3, refusal(10_023));
  await end();

  expect([1, 2, 3].map((number) => settled.get(number))).toMatchObject([
    { status: "unknown", error: { code: "TRANSPORT_NO_ANSWER", cause: { code: "NATS_REFUSED" } } },
    { status: "stored" },
    { status: "refused", error: { code: "NATS_REFUSED" } },
  ]);
});

test("what nobody took goes when somebody leads, before what came later, wherever that waits", async () => {
  const { publisher, link, publish, sent, answer, leaderless, end } = scripted({ maxPendingMessages: 2 });
  for (let count = 0; count < 4; count += 1) publish();
  await expect.poll(() => sent).toEqual([1, 2]);
  const elect = leaderless();
  answer(1);
  answer(2);
  // Before those behind them can be sent.
  link.isConnected = false;
  publisher.connectionLost();
  publish();
  await elect();
  link.isConnected = true;
  publisher.connectionFound();
  expect(sent).toEqual([1, 2, 1, 2]);
  for (const number of [1, 2, 3, 4]) {
    answer(number, stored(number));
    await expect.poll(() => sent).toContain(Math.min(number + 2, 5));
  }
  await end(5);

  expect(sent).toEqual([1, 2, 1, 2, 3, 4, 5]);
});

test("what nobody took is refused where a later one of its subject is stored, and there alone", async () => {
  const { publish, sent, settled, answer, leaderless, end } = scripted();
  for (const subject of ["a", "b", "a", "b"]) publish(subject);
  await expect.poll(() => sent).toEqual([1, 2, 3, 4]);
  const elect = leaderless();
  for (const number of [1, 2, 4]) answer(number);
  await elect();
  answer(3, stored(1));
  await expect.poll(() => sent).toEqual([1, 2, 3, 4, 2, 4]);
  await end(2, 4);

  expect([...settled].map(([number, result]) => [number, (result as { status: string }).status])).toEqual([
    [3, "stored"],
    [1, "refused"],
    [2, "stored"],
    [4, "stored"],
  ]);
});

test("what is about to be stored goes again until that is certain, once at a time", async () => {
  const { publisher, publish, sent, settled, answer, end } = scripted();
  publish();
  await expect.poll(() => sent).toEqual([1]);
  publisher.connectionLost();
  answer(1, refusal(10_158));
  publisher.connectionFound();
  expect(sent).toEqual([1, 1]);
  answer(1, refusal(10_158));
  await expect.poll(() => sent).toEqual([1, 1, 1]);
  await end(1);

  expect(settled.get(1)).toEqual({ status: "stored", position: "1" });
});

test("what one server took and is too large for the next is unknown", async () => {
  const { publisher, link, publish, sent, settled } = scripted();
  publish();
  await expect.poll(() => sent).toEqual([1]);
  publisher.connectionLost();
  link.server.maxPayload = 10;
  publisher.connectionFound();
  await publisher.close();

  expect(settled.get(1)).toMatchObject({
    status: "unknown",
    error: { cause: { code: "LIMIT_EVENT_BYTES" } },
  });
  expect(sent).toEqual([1]);
});

test("what was sent again and had been stored the first time is stored, and no duplicate", async () => {
  const { publisher, publish, sent, settled, answer } = scripted();
  publish();
  await expect.poll(() => sent).toEqual([1]);
  publisher.connectionLost();
  publisher.connectionFound();
  answer(1, '{"stream":"S","seq":7,"duplicate": true}');
  await publisher.close();

  expect(settled.get(1)).toEqual({ status: "stored", position: "7" });
});
