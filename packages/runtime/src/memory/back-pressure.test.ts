import { expect, test } from "vitest";
import { createFakeClock } from "../fakes/fake-clock.ts";
import { createMemoryBroker } from "./memory-broker.ts";
import { createMemoryTransport } from "./memory-transport.ts";
import { createHolder, eventOf, messageOf, rest, statusesOf } from "./testing/messages.ts";

test("a publish waits while a group has too much unread, in order, and goes on as the group does", async () => {
  const transport = createMemoryTransport({ unread: { messages: 2 } });
  const { held, ids, handler } = createHolder();
  await transport.subscribe({ group: "g", addresses: ["orders"], maxInFlight: 1 }, handler);
  const stored: string[] = [];
  const publish = async (id: string) => {
    await transport.publish([messageOf(id)]);
    stored.push(id);
  };

  void publish("1");
  void publish("2");
  void publish("3");
  const last = publish("4");
  await rest();
  expect(stored).toEqual(["1", "2"]);
  held[0]?.handle();
  await rest();
  expect(stored).toEqual(["1", "2", "3"]);
  held[1]?.handle();
  await last;

  expect(stored).toEqual(["1", "2", "3", "4"]);
  held[2]?.handle();
  await rest();
  expect(ids()).toEqual(["1", "2", "3", "4"]);
});

test("a full address does not hold up another one", async () => {
  const clock = createFakeClock();
  const transport = createMemoryTransport({ clock, unread: { messages: 1 } });
  await transport.subscribe({ group: "g", addresses: ["orders"] }, createHolder().handler);
  await transport.publish([messageOf("1")]);
  const waiting = transport.publish([messageOf("2"), { address: "payments", event: eventOf("3") }]);

  const { ids, handler } = createHolder();
  await transport.subscribe({ group: "late", addresses: ["payments"], from: "start" }, handler);
  await rest();

  expect(ids()).toEqual(["3"]);
  const closing = transport.close();
  await clock.advance(10_000);
  await closing;
  expect((await waiting).map(({ status }) => status)).toEqual(["refused", "stored"]);
});

test("a publish that waited long enough is refused, and says for whom", async () => {
  const clock = createFakeClock();
  const transport = createMemoryTransport({ clock, unread: { messages: 1, waitMs: 1_000 } });
  await transport.subscribe({ group: "slow", addresses: ["orders"] }, createHolder().handler);
  await transport.publish([messageOf("1")]);
  const second = transport.publish([messageOf("2")]);
  await clock.advance(500);
  const third = transport.publish([messageOf("3")]);

  await clock.advance(500);
  expect(await second).toMatchObject([
    {
      status: "refused",
      error: {
        code: "BACKPRESSURE_LIMIT",
        params: { address: "orders", group: "slow", unread: 1, waitedMs: 1_000 },
      },
    },
  ]);
  await clock.advance(500);
  expect(await third).toMatchObject([{ status: "refused" }]);
});

test("where told to refuse, a message that finds no room is refused at once", async () => {
  const transport = createMemoryTransport({ unread: { messages: 1, whenFull: "refuse" } });
  const { held, handler } = createHolder();
  await transport.subscribe({ group: "g", addresses: ["orders"] }, handler);

  expect(await statusesOf(transport, [messageOf("1"), messageOf("2")])).toEqual(["stored", "refused"]);
  await rest();
  held[0]?.handle();
  await rest();
  expect(await statusesOf(transport, [messageOf("3")])).toEqual(["stored"]);
});

test("where told to drop, a group loses its oldest unread message, and health counts it", async () => {
  const transport = createMemoryTransport({ unread: { messages: 2, whenFull: "drop-oldest" } });
  const { ids, handler } = createHolder();
  const member = await transport.subscribe({ group: "g", addresses: ["orders"] }, handler);
  await member.close();

  expect(
    await statusesOf(
      transport,
      ["1", "2", "3", "4"].map((id) => messageOf(id)),
    ),
  ).toEqual(Array(4).fill("stored"));
  await transport.subscribe({ group: "g", addresses: ["orders"] }, handler);
  await rest();

  expect(ids()).toEqual(["3", "4"]);
  expect((await transport.health()).details).toMatchObject({
    addresses: [{ address: "orders", groups: [{ group: "g", unread: 2, dropped: 2 }] }],
  });
});

test("a group that has nothing to drop does not keep another one from dropping", async () => {
  const transport = createMemoryTransport({ unread: { messages: 2, whenFull: "drop-oldest" } });
  await transport.subscribe({ group: "stuck", addresses: ["orders"] }, createHolder().handler);
  const gone = await transport.subscribe({ group: "gone", addresses: ["orders"] }, createHolder().handler);
  await gone.close();

  for (let index = 0; index < 10; index += 1) {
    await transport.publish([messageOf(String(index), "one key")]);
    await rest();
  }

  const { details } = await transport.health();
  expect(details).toMatchObject({ addresses: [{ groups: [{}, { group: "gone", unread: 2, dropped: 8 }] }] });
});

test("what fits once a larger one before it is withdrawn is stored at once", async () => {
  const broker = createMemoryBroker({ unread: { bytes: 1_000 } });
  const [mine, theirs] = [createMemoryTransport({ broker }), createMemoryTransport({ broker })];
  await mine.subscribe({ group: "g", addresses: ["orders"] }, createHolder().handler);
  await mine.publish([messageOf("first")]);
  const large = theirs.publish([{ address: "orders", event: eventOf("large", "x".repeat(2_000)) }]);
  let small: string[] | undefined;
  void statusesOf(mine, [messageOf("small")]).then((statuses) => {
    small = statuses;
  });

  await theirs.close();
  await rest();

  expect(await large).toMatchObject([{ status: "refused" }]);
  expect(small).toEqual(["stored"]);
});

test("bytes count too, and a message larger than all that is left is taken by whoever has nothing else", async () => {
  const transport = createMemoryTransport({ unread: { bytes: 1_000, whenFull: "refuse" } });
  await transport.subscribe({ group: "g", addresses: ["orders"] }, createHolder().handler);
  const big = (id: string) => ({ address: "orders", event: eventOf(id, "x".repeat(2_000)) });

  expect(await statusesOf(transport, [big("1"), big("2")])).toEqual(["stored", "refused"]);
});

test("one key that is stuck does not gather more behind it than a group may have unread", async () => {
  const transport = createMemoryTransport({ unread: { messages: 3, whenFull: "drop-oldest" } });
  const { held, ids, handler } = createHolder();
  await transport.subscribe({ group: "g", addresses: ["orders"] }, handler);
  await transport.publish([messageOf("stuck", "k")]);
  await rest();

  for (let index = 0; index < 10; index += 1) {
    await transport.publish([messageOf(`k${index}`, "k")]);
    await rest();
  }
  for (let index = 0; index < held.length; index += 1) {
    held[index]?.handle();
    await rest();
  }

  // Beside the three behind it, the newest, which nobody has looked at.
  expect(ids()).toEqual(["stuck", "k0", "k1", "k2", "k9"]);
});
