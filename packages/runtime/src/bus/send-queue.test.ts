import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { createSampleEvent } from "../fakes/delivery.ts";
import { createFakeClock } from "../fakes/fake-clock.ts";
import type { OutgoingMessage, PublishResult, Transport } from "../ports/transport.ts";
import { createPublishWithin } from "./publish-within.ts";
import { createSendQueue } from "./send-queue.ts";

type Publish = Transport["publish"];

function message(id: string): OutgoingMessage {
  return { address: "a", event: createSampleEvent({ id }) };
}

function idsOf(messages: readonly OutgoingMessage[]): string[] {
  return messages.map((each) => ("event" in each ? each.event.id : "raw"));
}

type SetUpOptions = { readonly maxUnsettled?: number; readonly whenFull?: "wait" | "refuse" };

function setUp(publish: Publish, options: SetUpOptions = {}) {
  const clock = createFakeClock();
  const published: string[][] = [];
  const transport = {
    publish: (messages: readonly OutgoingMessage[]) => {
      published.push(idsOf(messages));
      return publish(messages);
    },
  };
  const sendQueue = createSendQueue({
    publish: createPublishWithin({ transport, clock, timeoutMs: 1000 }),
    maxUnsettled: 100,
    whenFull: "wait",
    ...options,
  });
  const queue = {
    push: (message: OutgoingMessage) =>
      new Promise<PublishResult>((resolve) => sendQueue.push(message, resolve)),
    flush: () => sendQueue.flush(),
    drain: () => sendQueue.drain(),
  };
  return { clock, published, queue };
}

const storeAll: Publish = async (messages) => messages.map(() => ({ status: "stored" }));

test("many that are sent in one tick ride in lists of forty, in their order, and no list waits for another", async () => {
  const answers: (() => void)[] = [];
  const { queue, published } = setUp(
    (messages) =>
      new Promise((resolve) => {
        answers.push(() => resolve(messages.map(() => ({ status: "stored" }))));
      }),
  );
  const ids = Array.from({ length: 90 }, (_, index) => String(index));

  const sent = ids.map((id) => queue.push(message(id)));
  await nextTurn();
  expect(published).toEqual([ids.slice(0, 40), ids.slice(40, 80), ids.slice(80)]);

  answers[1]?.();
  expect(await Promise.all(sent.slice(40, 80))).toHaveLength(40);
  expect(await Promise.race([sent[0], nextTurn().then(() => "still waits")])).toBe("still waits");

  answers[0]?.();
  answers[2]?.();
  expect(await Promise.all(sent)).toHaveLength(90);
});

test("what is sent in one tick rides in one publish, each with its own result", async () => {
  const { queue, published } = setUp(async (messages) =>
    messages.map((_, index) => ({ status: "stored", position: String(index) })),
  );

  const results = await Promise.all([
    queue.push(message("1")),
    queue.push(message("2")),
    queue.push(message("3")),
  ]);

  expect(published).toEqual([["1", "2", "3"]]);
  expect(results).toEqual(["0", "1", "2"].map((position) => ({ status: "stored", position })));
});

test("those who were woken together and send again ride together again", async () => {
  const { queue, published } = setUp(storeAll);
  const twice = async (name: string) => {
    await queue.push(message(`${name}1`));
    await Promise.resolve();
    await queue.push(message(`${name}2`));
  };

  await Promise.all(["a", "b", "c"].map(twice));

  expect(published).toEqual([
    ["a1", "b1", "c1"],
    ["a2", "b2", "c2"],
  ]);
});

test("without an answer in time the outcome is unknown, and a late answer changes nothing", async () => {
  let answer: (results: PublishResult[]) => void = () => {};
  const { queue, clock } = setUp(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );

  const pushed = queue.push(message("1"));
  await clock.advance(1000);
  answer([{ status: "stored" }]);

  expect(await pushed).toMatchObject({
    status: "unknown",
    error: { message: "the transport did not answer within 1000 ms" },
  });
});

test("a transport that rejects leaves the outcome of all unknown", async () => {
  const { queue } = setUp(() => Promise.reject(new Error("connection reset")));

  expect(await queue.push(message("1"))).toMatchObject({
    status: "unknown",
    error: { message: "connection reset" },
  });
});

test("a transport that answers too little is not believed", async () => {
  const { queue } = setUp(async () => []);

  expect(await queue.push(message("1"))).toMatchObject({ status: "unknown" });
});

test("no more than the limit are under way; the others wait, in their order", async () => {
  const answers: (() => void)[] = [];
  const { queue, published, clock } = setUp(
    (messages) =>
      new Promise((resolve) => {
        answers.push(() => resolve(messages.map(() => ({ status: "stored" }))));
      }),
    { maxUnsettled: 2 },
  );

  const pushed = Promise.all(["1", "2", "3", "4", "5"].map((id) => queue.push(message(id))));
  for (let turn = 0; turn < 3; turn += 1) {
    await clock.advance(0);
    answers.at(-1)?.();
  }
  await pushed;

  expect(published).toEqual([["1", "2"], ["3", "4"], ["5"]]);
});

test("or are refused, where that was asked for", async () => {
  const { queue } = setUp(storeAll, { maxUnsettled: 1, whenFull: "refuse" });

  const [first, second] = await Promise.all([queue.push(message("1")), queue.push(message("2"))]);

  expect(first).toEqual({ status: "stored" });
  expect(second).toMatchObject({ status: "refused", error: { code: "SEND_LIMIT", retry: "later" } });
});

test("draining waits for what has no answer yet, and for what waits for room", async () => {
  const { queue } = setUp(storeAll, { maxUnsettled: 1 });
  const settled: string[] = [];
  for (const id of ["1", "2", "3"]) queue.push(message(id)).then(() => settled.push(id));

  await queue.drain();

  expect(settled).toEqual(["1", "2", "3"]);
  await queue.drain();
});
