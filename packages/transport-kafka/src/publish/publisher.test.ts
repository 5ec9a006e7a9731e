import { type OutgoingMessage, transportErrors } from "@concordat/runtime";
import { createFakeClock } from "@concordat/runtime/fakes";
import { expect, test } from "vitest";
import type { BatchOutcome, ProducerDriver } from "../driver.ts";
import type { PartitionBatch } from "./partition-batch.ts";
import { Publisher, type PublisherOptions } from "./publisher.ts";

type Request = {
  readonly batches: readonly PartitionBatch[];
  answer(...outcomes: readonly BatchOutcome[]): Promise<void>;
};

/** A broker whose answers the test gives, one request at a time. */
function setUp(more: Partial<PublisherOptions> = {}, atOnce?: () => BatchOutcome | undefined) {
  const clock = createFakeClock();
  const requests: Request[] = [];
  const abandoned: PartitionBatch[] = [];
  const producer: ProducerDriver = {
    encode(message) {
      const { body } = (message as Extract<OutgoingMessage, { raw: object }>).raw;
      return Object.assign({ bytes: body.length, size: body.length + 10 }, { text: String(body) });
    },
    destinationOf: () => 1,
    refresh: async () => undefined,
    abandon: (batch) => void abandoned.push(batch),
    send: (_, batches) =>
      new Promise((resolve) => {
        const outcome = atOnce?.();
        if (outcome !== undefined) resolve(batches.map(() => outcome));
        const answer = async (...outcomes: readonly BatchOutcome[]) => {
          resolve(outcomes);
          await turns();
        };
        requests.push({ batches, answer });
      }),
  };
  const publisher = new Publisher({
    producer,
    clock,
    mode: "binary",
    partitionsOf: async () => 1,
    messageBytes: 1_000,
    batchBytes: 1_000,
    requestMessages: 100,
    bufferBytes: 100_000,
    timeoutMs: 5_000,
    lingerMs: 0,
    at: "here",
    ...more,
  });
  const publish = async (...texts: readonly string[]) => {
    const results = publisher.publish(texts.map(messageOf));
    await turns();
    return { results };
  };
  return { clock, publisher, publish, requests, abandoned };
}

function messageOf(text: string): OutgoingMessage {
  return { address: "orders", key: "k", raw: { headers: {}, body: Buffer.from(text) } };
}

/** What was planned for the next turn has been done, and what follows from it. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}

function textsOf(request: Request | undefined): readonly (readonly string[])[] | undefined {
  return request?.batches.map(({ entries }) =>
    entries.map(({ record }) => (record as unknown as { text: string }).text),
  );
}

const stored = (offset: number): BatchOutcome => ({ status: "stored", offset });
const again: BatchOutcome = {
  status: "again",
  error: new Error("planned: not now"),
  mayBeStored: true,
  isLeaderStale: false,
  isTopicMissing: false,
};

test("calls of one turn ride together, and each gets its own places", async () => {
  const { publish, publisher, requests } = setUp();
  const one = publisher.publish([messageOf("a")]);
  const { results: other } = await publish("b", "c");

  expect(requests.map(textsOf)).toEqual([[["a", "b", "c"]]]);
  await requests[0]?.answer(stored(40));

  expect(await one).toEqual([{ status: "stored", position: "0/40" }]);
  expect(await other).toEqual([
    { status: "stored", position: "0/41" },
    { status: "stored", position: "0/42" },
  ]);
});

test("what comes while a batch is under way rides in the next one", async () => {
  const { publish, requests } = setUp();
  await publish("a");
  await publish("b");
  await publish("c");
  expect(requests.map(textsOf)).toEqual([[["a"]]]);

  await requests[0]?.answer(stored(0));

  expect(textsOf(requests[1])).toEqual([["b", "c"]]);
});

test.each<BatchOutcome>([
  { status: "refused", error: new Error("planned: never") },
  { status: "too large", error: new Error("planned: too large") },
])("what an earlier attempt may have stored is unknown where a later one is $status", async (outcome) => {
  const { publish, requests, clock, abandoned } = setUp();
  const { results } = await publish("a");
  await requests[0]?.answer(again);
  await clock.advance(1_000);
  await turns();
  await requests[1]?.answer(outcome);

  expect(await results).toMatchObject([
    {
      status: "unknown",
      error: { code: "TRANSPORT_NO_ANSWER", message: expect.stringContaining("planned") },
    },
  ]);
  expect(abandoned).toEqual(requests[1]?.batches);
});

test("what stands in the way of a batch is told until it is stored", async () => {
  const { publish, publisher, requests, clock } = setUp();
  await publish("a");
  expect(publisher.trouble).toBeUndefined();
  await requests[0]?.answer(again);

  expect(publisher.trouble).toMatchObject({ message: "planned: not now" });
  await clock.advance(1_000);
  await turns();
  await requests[1]?.answer(stored(0));
  expect(publisher.trouble).toBeUndefined();
});

test("a batch that is tried again is the same one, and nothing of its partition overtakes it", async () => {
  const { publish, requests, clock } = setUp();
  const { results } = await publish("a", "b");
  await publish("c");
  await requests[0]?.answer(again);
  expect(requests).toHaveLength(1);

  await clock.advance(1_000);
  await turns();

  expect(requests[1]?.batches[0]).toBe(requests[0]?.batches[0]);
  await requests[1]?.answer(stored(7));
  expect((await results).map(({ status }) => status)).toEqual(["stored", "stored"]);
  expect(textsOf(requests[2])).toEqual([["c"]]);
});

test("only those that the broker points at are refused; the others are sent without them", async () => {
  const { publish, requests } = setUp();
  const { results } = await publish("a", "bad", "c");
  const error = new Error("planned: this one alone");
  await requests[0]?.answer({ status: "refused", error, culprits: [1] });

  expect(textsOf(requests[1])).toEqual([["a", "c"]]);
  await requests[1]?.answer(stored(0));

  expect(await results).toEqual([
    { status: "stored", position: "0/0" },
    { status: "refused", error },
    { status: "stored", position: "0/1" },
  ]);
});

test("a batch that is too large is sent in halves, in order, and one message that is too large is refused", async () => {
  const { publish, requests } = setUp();
  const { results } = await publish("a", "b", "c");
  const tooLarge: BatchOutcome = { status: "too large", error: new Error("planned: too large") };
  await requests[0]?.answer(tooLarge);
  expect(textsOf(requests[1])).toEqual([["a", "b"]]);
  await requests[1]?.answer(stored(0));
  expect(textsOf(requests[2])).toEqual([["c"]]);
  await requests[2]?.answer(tooLarge);

  expect(await results).toMatchObject([
    { status: "stored" },
    { status: "stored" },
    { status: "refused", error: { code: "LIMIT_EVENT_BYTES" } },
  ]);
});

test("a batch holds no more bytes and messages than it may", async () => {
  const { publish, requests } = setUp({ requestMessages: 2, batchBytes: 100 });
  await publish("a", "b", "c".repeat(80), "d".repeat(80));
  const sizes: unknown[] = [];
  for (let number = 0; number < 3; number += 1) {
    sizes.push(textsOf(requests[number])?.[0]?.map(({ length }) => length));
    await requests[number]?.answer(stored(number));
  }

  expect(sizes).toEqual([[1, 1], [80], [80]]);
});

test("what has no answer in time is unknown, and told so then", async () => {
  const { publish, requests, clock } = setUp();
  const { results } = await publish("a");
  await clock.advance(6_000);

  expect(await results).toMatchObject([{ status: "unknown", error: { code: "TRANSPORT_NO_ANSWER" } }]);
  expect(requests).toHaveLength(1);
});

test("what was never sent when its time was over is refused", async () => {
  const { publish, clock } = setUp();
  await publish("a");
  const { results } = await publish("b");
  await clock.advance(6_000);

  expect(await results).toMatchObject([{ status: "refused", error: { code: "TRANSPORT_UNREACHABLE" } }]);
});

test("a batch whose messages have all been told is not tried again, and is given up", async () => {
  const { publish, requests, clock, abandoned } = setUp();
  await publish("a");
  await clock.advance(6_000);
  const { results } = await publish("b");

  await requests[0]?.answer(again);

  expect(abandoned).toEqual([requests[0]?.batches[0]]);
  expect(textsOf(requests[1])).toEqual([["b"]]);
  await requests[1]?.answer(stored(1));
  expect(await results).toMatchObject([{ status: "stored" }]);
});

test("what certainly was not stored is refused when its time is over, whatever was tried", async () => {
  const { publish, requests, clock } = setUp({}, () => ({ ...again, mayBeStored: false }));
  const { results } = await publish("a");
  for (let round = 0; round < 60; round += 1) {
    await clock.advance(100);
    await turns();
  }

  expect(requests.length).toBeGreaterThan(2);
  expect(await results).toMatchObject([{ status: "refused" }]);
});

test("of a batch that is tried again, what was refused meanwhile is left out", async () => {
  let answer: BatchOutcome | undefined;
  const { publish, requests, clock } = setUp({}, () => answer);
  await publish("first");
  const { results: early } = await publish("a");
  await clock.advance(3_000);
  const { results: late } = await publish("b");
  answer = { ...again, mayBeStored: false };
  await requests[0]?.answer(stored(0));
  expect(textsOf(requests[1])).toEqual([["a", "b"]]);
  for (let round = 0; round < 30; round += 1) {
    await clock.advance(100);
    await turns();
  }
  expect(await early).toMatchObject([{ status: "refused" }]);

  answer = stored(1);
  await clock.advance(1_000);
  await turns();

  expect(await late).toEqual([{ status: "stored", position: "0/1" }]);
  expect(textsOf(requests.at(-1))).toEqual([["b"]]);
});

test("more than may wait waits for room, in order", async () => {
  const { publisher, requests } = setUp({ bufferBytes: 40 });
  const results = publisher.publish(["a", "b", "c", "d", "e", "f"].map(messageOf));
  const after = publisher.publish([messageOf("g")]);
  await turns();
  expect(textsOf(requests[0])).toEqual([["a", "b", "c", "d"]]);

  await requests[0]?.answer(stored(0));
  await requests[1]?.answer(stored(4));
  await requests[2]?.answer(stored(7));

  expect((await results).map(({ status }) => status)).toEqual(Array(6).fill("stored"));
  expect(await after).toMatchObject([{ status: "stored" }]);
  expect(requests.flatMap((each) => textsOf(each)?.flat())).toEqual(["a", "b", "c", "d", "e", "f", "g"]);
});

test("what finds no room in time is refused", async () => {
  const { publisher, clock } = setUp({ bufferBytes: 11 });
  const results = publisher.publish(["a", "b"].map(messageOf));
  await turns();
  await clock.advance(6_000);

  expect((await results).map(({ status }) => status)).toEqual(["unknown", "refused"]);
});

test("a topic that may not be used refuses its messages, and no others", async () => {
  const facts = { transport: "kafka", what: "it", address: "orders" };
  const { publish } = setUp({
    partitionsOf: () => Promise.reject(transportErrors.TOPOLOGY_MISSING(facts)),
  });
  const { results } = await publish("a");

  expect(await results).toMatchObject([{ status: "refused", error: { code: "TOPOLOGY_MISSING" } }]);
});

test("a broker that cannot be asked about a topic is asked again", async () => {
  let asked = 0;
  const { publish, requests, clock } = setUp({
    async partitionsOf() {
      asked += 1;
      if (asked < 3)
        throw transportErrors.TRANSPORT_UNREACHABLE({ transport: "kafka", at: "here", trouble: "away" });
      return 1;
    },
  });
  await publish("a");
  for (let round = 0; round < 3; round += 1) {
    await clock.advance(1_000);
    await turns();
  }

  expect(requests.map(textsOf)).toEqual([[["a"]]]);
});

test("a message larger than promised is refused before it is sent, and so is one that no batch holds", async () => {
  const { publish, requests } = setUp({ messageBytes: 50, batchBytes: 40 });
  const { results } = await publish("x".repeat(51), "x".repeat(45));

  expect(await results).toMatchObject([
    { status: "refused", error: { code: "LIMIT_EVENT_BYTES", params: { bytes: 51, limit: 50 } } },
    { status: "refused", error: { code: "LIMIT_EVENT_BYTES", params: { bytes: 55, limit: 40 } } },
  ]);
  expect(requests).toEqual([]);
});

test("draining waits until everything was told", async () => {
  const { publisher, publish, requests } = setUp();
  await publish("a");
  let isDrained = false;
  const draining = publisher.drain().then(() => {
    isDrained = true;
  });
  await turns();
  expect(isDrained).toBe(false);

  await requests[0]?.answer(stored(0));
  await draining;
});
