import { expect, test } from "vitest";
import { nextUncaught } from "../failure/testing/next-uncaught.ts";
import { createFakeClock } from "../fakes/fake-clock.ts";
import { createMemoryBroker } from "./memory-broker.ts";
import { createMemoryTransport } from "./memory-transport.ts";
import { createHolder, eventOf, idOf, messageOf, rest, statusesOf } from "./testing/messages.ts";

test("every group gets every message, and the members of one share them", async () => {
  const transport = createMemoryTransport();
  const seen: Record<string, string[]> = { a: [], b1: [], b2: [] };
  const note = (who: string) => async (delivery: Parameters<typeof idOf>[0]) =>
    void seen[who]?.push(idOf(delivery));
  await transport.subscribe({ group: "a", addresses: ["orders"] }, note("a"));
  await transport.subscribe({ group: "b", addresses: ["orders"] }, note("b1"));
  await transport.subscribe({ group: "b", addresses: ["orders"] }, note("b2"));

  await transport.publish(["1", "2", "3", "4"].map((id) => messageOf(id)));
  await rest();

  expect(seen).toEqual({ a: ["1", "2", "3", "4"], b1: ["2", "4"], b2: ["1", "3"] });
});

test("a message waits while an earlier one of its key is open, and other keys go on", async () => {
  const transport = createMemoryTransport();
  const { held, ids, handler } = createHolder();
  await transport.subscribe({ group: "g", addresses: ["orders"] }, handler);
  await transport.publish([messageOf("a1", "a"), messageOf("a2", "a"), messageOf("b1", "b"), messageOf("-")]);
  await rest();
  expect(ids()).toEqual(["a1", "b1", "-"]);

  held[0]?.fail();
  await rest();
  expect(ids()).toEqual(["a1", "b1", "-", "a1"]);
  held[3]?.handle();
  await rest();

  expect(ids()).toEqual(["a1", "b1", "-", "a1", "a2"]);
  expect(held.map(({ delivery }) => delivery.attempt)).toEqual([1, 1, 1, 2, 1]);
});

test("a subscriber that asks for no order does not wait for keys", async () => {
  const transport = createMemoryTransport();
  const { held, ids, handler } = createHolder();
  await transport.subscribe({ group: "g", addresses: ["orders"], order: "none" }, handler);
  await transport.publish([messageOf("a1", "a"), messageOf("a2", "a")]);
  await rest();
  expect(ids()).toEqual(["a1", "a2"]);

  held[0]?.handle();
  held[1]?.fail();
  await rest();

  expect(ids()).toEqual(["a1", "a2", "a2"]);
});

test("no more than maxInFlight are open, and resize counts from then on", async () => {
  const transport = createMemoryTransport();
  const { held, ids, handler } = createHolder();
  const subscription = await transport.subscribe(
    { group: "g", addresses: ["orders"], maxInFlight: 2 },
    handler,
  );
  await transport.publish(["1", "2", "3", "4", "5"].map((id) => messageOf(id)));
  await rest();
  expect(ids()).toHaveLength(2);

  subscription.resize(3);
  await rest();
  expect(ids()).toHaveLength(3);
  subscription.resize(1);
  held[0]?.handle();
  held[1]?.handle();
  await rest();
  expect(ids()).toHaveLength(3);
  held[2]?.handle();
  await rest();
  expect(ids()).toHaveLength(4);
});

test("a message that takes too long goes to another hand, and the first one's word counts no more", async () => {
  const clock = createFakeClock();
  const transport = createMemoryTransport({ clock });
  const { held, handler } = createHolder();
  await transport.subscribe(
    { group: "g", addresses: ["orders"], maxInFlight: 1, redeliverAfterMs: 1_000 },
    handler,
  );
  await transport.publish([messageOf("1", "k"), messageOf("2", "k")]);
  await rest();
  const signal = held[0]?.delivery.signal;

  await clock.advance(999);
  expect(held).toHaveLength(1);
  expect(signal?.aborted).toBe(false);
  await clock.advance(1);

  expect(signal?.aborted).toBe(true);
  expect(held.map(({ delivery }) => [idOf(delivery), delivery.attempt])).toEqual([
    ["1", 1],
    ["1", 2],
  ]);
  held[0]?.handle();
  await rest();
  expect(held).toHaveLength(2);
  held[1]?.handle();
  await rest();
  expect(held.map(({ delivery }) => idOf(delivery))).toEqual(["1", "1", "2"]);
});

test("a message that fails again and again rests longer each time, up to a second", async () => {
  const clock = createFakeClock();
  const transport = createMemoryTransport({ clock });
  const at: number[] = [];
  await transport.subscribe({ group: "g", addresses: ["orders"] }, async () => {
    at.push(clock.monotonic());
    throw new Error("never");
  });
  await transport.publish([messageOf("1")]);
  await rest();

  await clock.advance(5_000);

  const pauses = at.slice(1).map((time, index) => time - (at[index] ?? 0));
  expect(pauses).toEqual([0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_000, 1_000, 1_000]);
});

test("a member that closes waits for its handlers, hands out nothing more, and gives back the rest", async () => {
  const clock = createFakeClock();
  const transport = createMemoryTransport({ clock });
  const first = createHolder();
  const subscription = await transport.subscribe({ group: "g", addresses: ["orders"] }, first.handler);
  await transport.publish([messageOf("1"), messageOf("2")]);
  await rest();

  const closing = subscription.close({ graceMs: 500 });
  await transport.publish([messageOf("3")]);
  first.held[0]?.handle();
  await clock.advance(500);
  await closing;
  await subscription.closed;

  expect(first.ids()).toEqual(["1", "2"]);
  expect(first.held[1]?.delivery.signal.aborted).toBe(true);
  const second = createHolder();
  await transport.subscribe({ group: "g", addresses: ["orders"] }, second.handler);
  await rest();
  expect(second.held.map(({ delivery }) => [idOf(delivery), delivery.attempt])).toEqual([
    ["2", 2],
    ["3", 1],
  ]);
});

test("an aborted signal closes at once", async () => {
  const transport = createMemoryTransport();
  const { held, handler } = createHolder();
  const abort = new AbortController();
  const options = { group: "g", addresses: ["orders"], signal: abort.signal };
  const subscription = await transport.subscribe(options, handler);
  await transport.publish([messageOf("1")]);
  await rest();

  abort.abort();
  await subscription.closed;

  expect(held[0]?.delivery.signal.aborted).toBe(true);
  const late = await transport.subscribe(options, handler);
  await late.closed;
  expect(held).toHaveLength(1);
});

test("an aborted signal ends the grace of a member that is closing", async () => {
  const transport = createMemoryTransport({ clock: createFakeClock() });
  const { held, handler } = createHolder();
  const abort = new AbortController();
  const options = { group: "g", addresses: ["orders"], signal: abort.signal };
  const subscription = await transport.subscribe(options, handler);
  await transport.publish([messageOf("1")]);
  await rest();

  const closing = subscription.close({ graceMs: 10_000 });
  abort.abort();
  await rest();

  expect(held[0]?.delivery.signal.aborted).toBe(true);
  await closing;
});

test("a group begins with what comes, or with the oldest that is kept, and keeps its place without members", async () => {
  const transport = createMemoryTransport({ retention: { messages: 2 } });
  await transport.publish(["1", "2", "3"].map((id) => messageOf(id)));
  const fromNew = createHolder();
  const fromStart = createHolder();
  const early = await transport.subscribe({ group: "new", addresses: ["orders"] }, fromNew.handler);
  await transport.subscribe({ group: "start", addresses: ["orders"], from: "start" }, fromStart.handler);
  await early.close();
  await transport.publish([messageOf("4")]);
  await transport.subscribe({ group: "new", addresses: ["orders"] }, fromNew.handler);
  await rest();

  expect(fromNew.ids()).toEqual(["4"]);
  expect(fromStart.ids()).toEqual(["2", "3", "4"]);
});

test("what is older than the retention allows is gone, unless a group has not read it", async () => {
  const clock = createFakeClock();
  const transport = createMemoryTransport({ clock, retention: { ageMs: 1_000 } });
  const reader = createHolder();
  const member = await transport.subscribe({ group: "reads", addresses: ["orders"] }, reader.handler);
  await member.close();
  await transport.publish([messageOf("1"), messageOf("2")]);
  await clock.advance(2_000);
  await transport.publish([messageOf("3")]);

  const again = await transport.subscribe({ group: "reads", addresses: ["orders"] }, reader.handler);
  await rest();
  expect(reader.ids()).toEqual(["1", "2", "3"]);
  for (const each of reader.held) each.handle();
  await again.close();

  const late = createHolder();
  await transport.subscribe({ group: "late", addresses: ["orders"], from: "start" }, late.handler);
  await rest();
  expect(late.ids()).toEqual(["3"]);
});

test("what a group has read goes as the retention allows, also where nothing more is published", async () => {
  const transport = createMemoryTransport({ retention: { bytes: 1_000 } });
  const options = { group: "g", addresses: ["orders"] };
  await (await transport.subscribe(options, async () => {})).close();
  const large = (id: string) => ({ address: "orders", event: eventOf(id, "x".repeat(2_000)) });
  await transport.publish(["1", "2", "3"].map(large));

  await transport.subscribe(options, async () => {});
  await rest();

  expect((await transport.health()).details).toMatchObject({ addresses: [{ kept: 0 }] });
});

test("what does not fit is refused before it is stored, and its neighbours are not", async () => {
  const transport = createMemoryTransport({ messageBytes: 300 });
  const { ids, handler } = createHolder();
  await transport.subscribe({ group: "g", addresses: ["orders"] }, handler);

  const results = await transport.publish([
    messageOf("1"),
    { address: "orders", event: eventOf("2", "x".repeat(300)) },
    messageOf("3"),
  ]);
  await rest();

  expect(results).toMatchObject([
    { status: "stored", position: "1" },
    { status: "refused", error: { code: "LIMIT_EVENT_BYTES", params: { limit: 300 } } },
    { status: "stored", position: "2" },
  ]);
  expect(ids()).toEqual(["1", "3"]);
});

test("an event that has no JSON is refused, and says why", async () => {
  const transport = createMemoryTransport();

  const [result] = await transport.publish([{ address: "orders", event: eventOf("1", { big: 1n }) }]);

  expect(result).toMatchObject({ status: "refused", error: { message: expect.stringContaining("BigInt") } });
});

test("headers travel beside the event, and cannot take the place of what carries it", async () => {
  const transport = createMemoryTransport();
  const { held, handler } = createHolder();
  await transport.subscribe({ group: "g", addresses: ["orders"] }, handler);

  const statuses = await statusesOf(transport, [
    { ...messageOf("1"), headers: { "dead-letter-reason": "größer\n" } },
    { ...messageOf("2"), headers: { "content-type": "text/plain" } },
    { ...messageOf("3"), headers: { "ce-id": "4" } },
    { ...messageOf("4"), headers: { Upper: "case" } },
  ]);
  await rest();

  expect(statuses).toEqual(["stored", "refused", "refused", "refused"]);
  expect(held[0]?.delivery.headers).toEqual({ "dead-letter-reason": "größer\n" });
});

test("what one consumer does to a delivery, no other one sees, and neither does the next attempt", async () => {
  const transport = createMemoryTransport();
  const one = createHolder();
  const other = createHolder();
  await transport.subscribe({ group: "one", addresses: ["orders"] }, one.handler);
  await transport.subscribe({ group: "other", addresses: ["orders"] }, other.handler);
  const data = { text: "as it was" };
  await transport.publish([{ address: "orders", event: eventOf("1", data), headers: { note: "mine" } }]);
  data.text = "changed by the publisher";
  await rest();

  const spoilt = one.held[0]?.delivery;
  (spoilt?.content.event?.data as { text: string }).text = "changed by a consumer";
  spoilt?.raw.body.fill(0);
  (spoilt?.raw.headers as Record<string, string>).note = "changed";
  one.held[0]?.fail();
  await rest();

  for (const delivery of [one.held[1]?.delivery, other.held[0]?.delivery]) {
    expect(delivery?.content.event?.data).toEqual({ text: "as it was" });
    expect(delivery?.headers).toEqual({ note: "mine" });
  }
});

test("bytes that an event carries in binary mode are each consumer's own, too", async () => {
  const transport = createMemoryTransport();
  const { held, handler } = createHolder();
  await transport.subscribe({ group: "g", addresses: ["orders"] }, handler);
  const headers = {
    "ce-specversion": "1.0",
    "ce-id": "1",
    "ce-source": "/tests",
    "ce-type": "test.happened",
    "content-type": "application/octet-stream",
  };
  await transport.publish([{ address: "orders", raw: { headers, body: Uint8Array.of(1, 2, 3) } }]);
  await rest();

  const data = held[0]?.delivery.content.event?.data as Uint8Array;
  expect(data).toEqual(Uint8Array.of(1, 2, 3));
  data.fill(0);
  held[0]?.fail();
  await rest();

  expect(held[1]?.delivery.content.event?.data).toEqual(Uint8Array.of(1, 2, 3));
  expect(held[1]?.delivery.headers).toEqual({});
});

test("a message that is no event is delivered all the same, with what is wrong with it", async () => {
  const transport = createMemoryTransport();
  const { held, handler } = createHolder();
  await transport.subscribe({ group: "g", addresses: ["orders"] }, handler);
  const raw = {
    headers: { "content-type": "application/cloudevents+json" },
    body: new TextEncoder().encode("{ no JSON"),
  };
  await transport.publish([{ address: "orders", raw }]);
  await rest();

  expect(held[0]?.delivery.content).toMatchObject({ event: undefined, violations: [{ severity: "error" }] });
  expect(held[0]?.delivery.raw.body).toEqual(raw.body);
});

test("a signal says why the message is gone", async () => {
  const clock = createFakeClock();
  const transport = createMemoryTransport({ clock });
  const { held, handler } = createHolder();
  const subscription = await transport.subscribe(
    { group: "g", addresses: ["orders"], redeliverAfterMs: 100 },
    handler,
  );
  await transport.publish([messageOf("1")]);
  await rest();
  held[0]?.fail();
  await rest();
  // And a millisecond of rest, since it failed twice.
  await clock.advance(101);
  held[2]?.handle();
  await transport.publish([messageOf("2")]);
  await rest();
  await subscription.close({ graceMs: 0 });

  const reasons = held.map(({ delivery }) => delivery.signal.reason.message);
  expect(reasons.map((reason) => reason.split(": ")[1])).toEqual([
    "it was given back to its group",
    "it took too long, and somebody else has it now",
    "it was handled",
    "its consumer was closed",
  ]);
});

test("a raw message is passed on untouched, with headers added", async () => {
  const transport = createMemoryTransport();
  const { held, handler } = createHolder();
  await transport.subscribe({ group: "g", addresses: ["orders"] }, handler);
  await transport.publish([messageOf("1")]);
  await rest();
  const { raw } = held[0]?.delivery ?? {};
  if (raw === undefined) throw new Error("nothing came");

  await transport.publish([{ address: "orders", raw, headers: { "reprocess-of": "d1" } }]);
  await rest();

  expect(held[1]?.delivery.raw.body).toEqual(raw.body);
  expect(held[1]?.delivery.headers).toEqual({ "reprocess-of": "d1" });
  expect(held[1]?.delivery.content).toEqual(held[0]?.delivery.content);
});

test("an event that comes twice within the window is stored once, a raw message as often as it is sent", async () => {
  const clock = createFakeClock();
  const transport = createMemoryTransport({ clock, dedupeWindowMs: 1_000 });
  const { held, ids, handler } = createHolder();
  await transport.subscribe({ group: "g", addresses: ["orders", "copies"] }, handler);

  const results = await transport.publish([
    messageOf("1"),
    messageOf("1"),
    { ...messageOf("1"), address: "copies" },
  ]);
  expect(results).toEqual([
    { status: "stored", position: "1" },
    { status: "stored", position: "1", isDuplicate: true },
    { status: "stored", position: "1" },
  ]);
  await rest();
  await transport.publish([
    { address: "orders", raw: held[0]?.delivery.raw ?? { headers: {}, body: new Uint8Array() } },
  ]);
  await clock.advance(1_000);
  await transport.publish([messageOf("1")]);
  await rest();

  expect(ids()).toEqual(["1", "1", "1", "1"]);
});

test("transports that share a broker are several processes at one broker", async () => {
  const broker = createMemoryBroker();
  const sender = createMemoryTransport({ broker });
  const receiver = createMemoryTransport({ broker });
  const { ids, handler } = createHolder();
  await receiver.subscribe({ group: "g", addresses: ["orders"] }, handler);

  await sender.publish([messageOf("1")]);
  await sender.close();
  await rest();

  expect(ids()).toEqual(["1"]);
  expect(await sender.health()).toMatchObject({ status: "unhealthy" });
  expect(await receiver.health()).toMatchObject({ status: "healthy" });
});

test("a closed transport takes nothing, and closing it twice is closing it once", async () => {
  const transport = createMemoryTransport();
  const { handler } = createHolder();
  const { closed } = await transport.subscribe({ group: "g", addresses: ["orders"] }, handler);

  await Promise.all([transport.close(), transport.close()]);
  await closed;

  await expect(transport.publish([messageOf("1")])).rejects.toMatchObject({ code: "TRANSPORT_CLOSED" });
  await expect(transport.subscribe({ group: "g", addresses: ["orders"] }, handler)).rejects.toMatchObject({
    code: "TRANSPORT_CLOSED",
  });
});

test.each([
  [{ addresses: [] }, "addresses"],
  [{ group: "" }, "group"],
  [{ maxInFlight: 0 }, "maxInFlight"],
  [{ maxInFlight: 1.5 }, "maxInFlight"],
  [{ redeliverAfterMs: Number.NaN }, "redeliverAfterMs"],
])("a subscription with %j is refused, and leaves no group behind", async (options, option) => {
  const transport = createMemoryTransport();
  const { handler } = createHolder();

  await expect(
    transport.subscribe({ group: "g", addresses: ["orders"], ...options }, handler),
  ).rejects.toMatchObject({ code: "SUBSCRIBE_OPTION", params: { option } });
  expect((await transport.health()).details).toEqual({ addresses: [] });
});

test("handlers that are done at once leave the rest of the process its turns", async () => {
  const transport = createMemoryTransport();
  let handled = 0;
  await transport.subscribe({ group: "g", addresses: ["orders"] }, async () => {
    handled += 1;
  });
  let handledAtFirstTimer = 0;
  setTimeout(() => {
    handledAtFirstTimer = handled;
  }, 0);

  await transport.publish(Array.from({ length: 10_000 }, (_, index) => messageOf(String(index))));
  while (handled < 10_000) await rest();

  expect(handledAtFirstTimer).toBeLessThan(10_000);
});

test("a publisher that never pauses does not run away from readers that are done at once", async () => {
  const transport = createMemoryTransport();
  await transport.subscribe({ group: "g", addresses: ["orders"] }, async () => undefined);
  let mostUnread = 0;

  for (let batch = 0; batch < 200; batch += 1) {
    await transport.publish(Array.from({ length: 100 }, (_, index) => messageOf(`${batch}/${index}`)));
    const { details } = await transport.health();
    const { addresses } = details as { addresses: [{ groups: [{ unread: number }] }] };
    mostUnread = Math.max(mostUnread, addresses[0].groups[0].unread);
  }

  expect(mostUnread).toBeLessThan(1_000);
});

test("a message whose pause cannot be told comes back all the same", async () => {
  const uncaught = nextUncaught();
  const transport = createMemoryTransport({
    redeliveryDelayMs: () => {
      throw new Error("no such policy");
    },
  });
  const attempts: number[] = [];
  await transport.subscribe({ group: "g", addresses: ["orders"] }, async ({ attempt }) => {
    attempts.push(attempt);
    if (attempt === 1) throw new Error("planned");
  });

  await transport.publish([messageOf("1")]);
  while (attempts.length < 2) await rest();

  expect(attempts).toEqual([1, 2]);
  await expect(uncaught).resolves.toMatchObject({ message: "no such policy" });
});

test("a group's lag is what it has not handled, what its members have in their hands included", async () => {
  const transport = createMemoryTransport();
  const { held, handler } = createHolder();
  const member = await transport.subscribe({ group: "g", addresses: ["orders", "none"] }, handler);
  await transport.subscribe({ group: "g", addresses: ["orders"] }, handler);
  await transport.publish(["1", "2", "3"].map((id) => messageOf(id)));
  await rest();
  held[0]?.handle();
  await rest();

  expect(await transport.lag?.()).toEqual([
    { group: "g", address: "orders", unread: 2 },
    { group: "g", address: "none", unread: 0 },
  ]);
  const closing = member.close({ graceMs: 0 });
  await closing;
  expect(await transport.lag?.()).toEqual([{ group: "g", address: "orders", unread: 2 }]);
  await transport.close();
  await expect(transport.lag?.()).rejects.toMatchObject({ code: "TRANSPORT_CLOSED" });
});
