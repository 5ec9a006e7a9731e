import { createEvent } from "@concordat/cloudevents";
import { noLogger, type SubscribeOptions, subscribeSettingsOf } from "@concordat/runtime";
import { createFakeClock } from "@concordat/runtime/fakes";
import { expect, test } from "vitest";
import type { EventBridgeDriver, ReceivedMessage } from "../driver/driver.ts";
import { eventBridgeSettings } from "../settings.ts";
import { createEncoder } from "../wire/encode-message.ts";
import { Member } from "./member.ts";

/** A member at a queue that shows what it is told to, when it is told to, and writes down what it is asked. */
function setUp(asked: Partial<SubscribeOptions> = {}) {
  const clock = createFakeClock();
  const settings = eventBridgeSettings.read({});
  const encode = createEncoder({ bus: "bus", maxEntryBytes: settings.maxEntryBytes, clock });
  const said: string[] = [];
  const shows: ((messages: readonly ReceivedMessage[]) => void)[] = [];
  const driver: Partial<EventBridgeDriver> = {
    receive: () => new Promise((resolve) => shows.push(resolve)),
    async deleteMessages(_, handles) {
      said.push(`delete ${handles.join(" ")}`);
      return [];
    },
    async hideMessages(_, handles, seconds) {
      said.push(`hide ${handles.join(" ")} for ${seconds}`);
      return handles.flatMap((handle, place) => (handle.startsWith("lost") ? [place] : []));
    },
  };
  const open = new Map<string, () => void>();
  const came: { readonly id: string; readonly attempt: number; readonly signal: AbortSignal }[] = [];
  const member = new Member(
    subscribeSettingsOf({ group: "billing", addresses: ["orders"], ...asked }),
    ({ content, attempt, signal }) => {
      const id = content.event?.id ?? "";
      came.push({ id, attempt, signal });
      return new Promise((resolve) => open.set(id, resolve));
    },
    {
      driver: driver as EventBridgeDriver,
      settings,
      clock,
      logger: noLogger,
      signal: new AbortController().signal,
      queues: [{ address: "orders", queueUrl: "queue" }],
    },
  );
  const rest = async () => {
    for (let turns = 0; turns < 3; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(0);
  };
  const show = async (...messages: readonly { readonly id: string; readonly handle: string }[]) => {
    await expect.poll(() => shows.length).toBeGreaterThan(0);
    const received = messages.map(({ id, handle }) => {
      const event = createEvent({ id, source: "/shop", type: "com.example.order.placed" });
      const detail = encode({ address: "orders", event }).entry.Detail;
      return { id, handle, receiveCount: 1, body: `{"id":"${id}","detail":${detail}}` };
    });
    shows.shift()?.(received);
    await rest();
  };
  const end = async (id: string) => {
    open.get(id)?.();
    await rest();
  };
  return { member, clock, said, came, show, end, rest };
}

test("what is held is asked to stay hidden while a third of its time is left", async () => {
  const { clock, said, show, rest } = setUp({ redeliverAfterMs: 30_000 });
  await show({ id: "1", handle: "h1" });
  expect(said).toEqual([]);

  for (let second = 0; second < 20; second += 1) await clock.advance(1_000);
  await rest();
  expect(said).toEqual(["hide h1 for 30"]);

  for (let second = 20; second < 40; second += 1) await clock.advance(1_000);
  await rest();
  expect(said).toEqual(["hide h1 for 30", "hide h1 for 30"]);
});

test("a long handler makes no long wait for whoever comes after a dead member", async () => {
  const { clock, said, show, rest } = setUp({ redeliverAfterMs: 3_600_000 });
  await show({ id: "1", handle: "h1" });

  for (let second = 0; second < 40; second += 1) await clock.advance(1_000);
  await rest();

  expect(said).toEqual(["hide h1 for 60"]);
});

test("what is no longer this member's is let go of, and its handler told", async () => {
  const { clock, said, came, show, end, rest } = setUp({ redeliverAfterMs: 120_000 });
  await show({ id: "1", handle: "lost-1" }, { id: "2", handle: "h2" });

  for (let second = 0; second < 40; second += 1) await clock.advance(1_000);
  await rest();

  expect(came.map(({ id, signal }) => `${id} ${signal.aborted}`)).toEqual(["1 true", "2 false"]);
  await end("1");
  await end("2");
  expect(said).toEqual(["hide lost-1 h2 for 60", "delete h2"]);
});

test("a message that is shown again while it is in hands is not handed out twice, and is settled by its last handle", async () => {
  const { said, came, show, end } = setUp();
  await show({ id: "1", handle: "first" });
  await show({ id: "1", handle: "second" });

  await end("1");

  expect(came.map(({ id }) => id)).toEqual(["1"]);
  expect(said).toEqual(["delete second"]);
});

test("a message that is shown again after it was handled is told so again, and not handled again", async () => {
  const { said, came, show, end } = setUp();
  await show({ id: "1", handle: "first" });
  await end("1");

  await show({ id: "1", handle: "second" });

  expect(came).toHaveLength(1);
  expect(said).toEqual(["delete first", "delete second"]);
});

test("closing gives back what is in hands, and what its last request brings", async () => {
  const { member, said, came, show } = setUp();
  await show({ id: "1", handle: "h1" });

  await member.subscription.close({ graceMs: 0 });
  expect(said).toEqual(["hide h1 for 0"]);
  await show({ id: "2", handle: "h2" });
  await member.quiet();

  expect(said).toEqual(["hide h1 for 0", "hide h2 for 0"]);
  expect(came).toHaveLength(1);
});
