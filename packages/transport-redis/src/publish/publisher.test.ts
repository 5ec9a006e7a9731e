import type { OutgoingMessage } from "@concordat/runtime";
import { noLogger } from "@concordat/runtime";
import { createFakeClock } from "@concordat/runtime/fakes";
import { expect, test } from "vitest";
import { NotSentError } from "../link/link.ts";
import { type PipeReply, ServerError } from "../pipe/replies.ts";
import { type RedisSettings, redisSettings } from "../settings.ts";
import { eventOf } from "../testing/event-of.ts";
import { wordsOf } from "../testing/words-of.ts";
import type { Parcel } from "./parcel.ts";
import { Publisher } from "./publisher.ts";

/** A connection that is answered when the test says so, and that comes and goes. */
function setUp(given: Partial<RedisSettings> = {}) {
  const clock = createFakeClock();
  const sent: { readonly words: readonly string[]; readonly parcel: Parcel }[] = [];
  let isReady = true;
  const provided: string[] = [];
  let provide: () => Promise<void> = async () => {};
  const publisher = new Publisher({
    settings: redisSettings.read({ partitions: 1, provision: "create", trim: "never", ...given }),
    clock,
    logger: noLogger,
    provide: ({ name }) => {
      provided.push(name);
      return provide();
    },
  });
  publisher.use({
    get isReady() {
      return isReady;
    },
    write: (command, parcel) => void sent.push({ words: wordsOf(command).map(String), parcel }),
    mention: () => undefined,
    close: () => undefined,
  });
  const rest = () => clock.advance(0);
  return {
    publisher,
    clock,
    rest,
    provided,
    sent,
    /** Of the messages that were sent so far. */
    ids: () => sent.map(({ words }) => words[words.indexOf("ce_id") + 1]),
    async answer(index: number, reply: PipeReply) {
      publisher.answered((sent[index] as (typeof sent)[number]).parcel, reply);
      await rest();
    },
    async go(why: string) {
      isReady = false;
      for (const { parcel } of sent) publisher.lost(parcel, why);
      await rest();
    },
    async comeBack() {
      isReady = true;
      publisher.ready();
      await rest();
    },
    provideBy(other: () => Promise<void>) {
      provide = other;
    },
  };
}

function message(id: string, more: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return { address: "orders", event: eventOf(id), ...more } as OutgoingMessage;
}

test("concurrent calls are sent in their order, each message with its own result", async () => {
  const { publisher, rest, ids, answer } = setUp();
  const one = publisher.publish([message("1"), message("2")]);
  const other = publisher.publish([message("3")]);
  await rest();
  expect(ids()).toEqual(["1", "2", "3"]);
  await answer(2, "3-0");
  await answer(1, new ServerError("OOM no memory"));
  await answer(0, "1-0");

  expect(await other).toEqual([{ status: "stored", position: "3-0" }]);
  expect(await one).toMatchObject([
    { status: "stored", position: "1-0" },
    {
      status: "refused",
      error: { code: "REDIS_REFUSED", message: expect.stringContaining("OOM no memory") },
    },
  ]);
});

test("the streams are asked for once, and what comes meanwhile waits in its order", async () => {
  const gate = Promise.withResolvers<void>();
  const { publisher, rest, ids, provided, provideBy } = setUp();
  provideBy(() => gate.promise);
  void publisher.publish([message("1")]);
  void publisher.publish([message("2")]);
  await rest();
  expect(ids()).toEqual([]);

  gate.resolve();
  await rest();

  expect(provided).toEqual(["orders"]);
  expect(ids()).toEqual(["1", "2"]);
});

test("where streams are missing what waits for them is refused, and the next message asks again", async () => {
  const { publisher, rest, provideBy, ids } = setUp();
  const missing = Object.assign(new Error("no stream"), { code: "TOPOLOGY_MISSING" });
  provideBy(() => Promise.reject(missing));
  expect(await publisher.publish([message("1")])).toEqual([{ status: "refused", error: missing }]);

  provideBy(async () => undefined);
  void publisher.publish([message("2")]);
  await rest();

  expect(ids()).toEqual(["2"]);
});

test("a message that makes no sense is refused alone", async () => {
  const { publisher, rest, answer } = setUp();
  const results = publisher.publish([
    message("1", { address: "" }),
    message("2"),
    message("3", { headers: { "ce-id": "x" } }),
  ]);
  await rest();
  await answer(0, "2-0");

  expect(await results).toMatchObject([
    { status: "refused", error: { code: "TRANSPORT_ADDRESS" } },
    { status: "stored" },
    { status: "refused", error: { code: "MESSAGE_HEADER" } },
  ]);
});

test("what was on its way when the connection ended is unknown; what was not sent goes when it is back", async () => {
  const { publisher, rest, go, comeBack, ids, answer } = setUp({ maxPendingMessages: 1 });
  const results = publisher.publish([message("1"), message("2")]);
  await rest();
  await go("socket closed");
  expect(ids()).toEqual(["1"]);
  await comeBack();
  expect(ids()).toEqual(["1", "2"]);
  await answer(1, "2-0");

  expect(await results).toMatchObject([
    {
      status: "unknown",
      error: { code: "TRANSPORT_NO_ANSWER", message: expect.stringContaining("socket closed") },
    },
    { status: "stored" },
  ]);
});

test("after its time a message that was sent is unknown, and one that was not is refused", async () => {
  const { publisher, clock, answer, ids } = setUp({ maxPendingMessages: 1, publishTimeoutMs: 1_000 });
  const results = publisher.publish([message("1"), message("2")]);
  await clock.advance(999);
  const later = publisher.publish([message("3")]);
  await clock.advance(1);
  expect(await results).toMatchObject([
    { status: "unknown", error: { code: "TRANSPORT_NO_ANSWER" } },
    { status: "refused", error: { code: "REDIS_NOT_SENT" } },
  ]);

  await answer(0, "1-0");
  await answer(1, "3-0");

  expect(ids()).toEqual(["1", "3"]);
  expect(await later).toEqual([{ status: "stored", position: "3-0" }]);
});

test("while there is no connection no more than so many bytes wait", async () => {
  const { publisher, go, clock } = setUp({ maxPendingBytes: 300, publishTimeoutMs: 1_000 });
  await go("away");
  const results = publisher.publish(["1", "2", "3", "4"].map((id) => message(id)));
  await clock.advance(1_000);

  const codes = (await results).map(
    (result) => result.status !== "stored" && (result.error as { code?: string }).code,
  );
  expect(new Set(codes)).toEqual(new Set(["REDIS_NOT_SENT"]));
  const reasons = (await results).map((result) => (result.status === "refused" ? result.error.message : ""));
  expect(reasons.filter((reason) => reason.includes("bytes wait"))).not.toEqual([]);
  expect(reasons.filter((reason) => reason.includes("waited 1000 ms"))).not.toEqual([]);
});

test("no more are on their way than may be", async () => {
  const { publisher, rest, ids, answer } = setUp({ maxPendingMessages: 2 });
  void publisher.publish(["1", "2", "3", "4"].map((id) => message(id)));
  await rest();
  expect(ids()).toEqual(["1", "2"]);
  await answer(0, "1-0");

  expect(ids()).toEqual(["1", "2", "3"]);
});

test("a stream that was deleted is made again where that is allowed, and its message sent again", async () => {
  const { publisher, rest, ids, answer, provided } = setUp();
  const results = publisher.publish([message("1")]);
  await rest();
  await answer(0, null);
  expect(ids()).toEqual(["1", "1"]);
  await answer(1, "1-0");

  expect(provided).toEqual(["orders", "orders"]);
  expect(await results).toMatchObject([{ status: "stored" }]);
});

test("a stream that was deleted is told where nothing may be made", async () => {
  const { publisher, rest, answer } = setUp({ provision: "check" });
  const results = publisher.publish([message("1")]);
  await rest();
  await answer(0, null);

  expect(await results).toMatchObject([{ status: "refused", error: { code: "TOPOLOGY_MISSING" } }]);
});

test("closing waits for the last answer, and no longer than it may take", async () => {
  const { publisher, rest, clock, answer } = setUp({ publishTimeoutMs: 1_000 });
  void publisher.publish([message("1"), message("2")]);
  await rest();
  let isDrained = false;
  void publisher.drain().then(() => {
    isDrained = true;
  });
  await answer(0, "1-0");
  expect(isDrained).toBe(false);
  await clock.advance(1_000);

  expect(isDrained).toBe(true);
});

test("messages of a key go to one stream, those without a key to all in turn", async () => {
  const { publisher, rest, sent } = setUp({ partitions: 4 });
  void publisher.publish([
    ...["1", "2", "3"].map((id) => message(id, { key: "k" })),
    ...["4", "5", "6", "7"].map((id) => message(id)),
  ]);
  await rest();
  const streams = sent.map(({ words }) => words[1]);

  expect(new Set(streams.slice(0, 3)).size).toBe(1);
  expect(streams.slice(3).toSorted()).toEqual(["orders:p0", "orders:p1", "orders:p2", "orders:p3"]);
});

test("streams are asked for again until the connection that asks is back, too", async () => {
  const { publisher, clock, provideBy, provided, answer } = setUp();
  provideBy(() => Promise.reject(new NotSentError("there is no connection to Redis")));
  const results = publisher.publish([message("1")]);
  await clock.advance(250);
  expect(provided.length).toBe(3);

  provideBy(async () => undefined);
  await clock.advance(100);
  await answer(0, "1-0");

  expect(await results).toMatchObject([{ status: "stored" }]);
});
