import { expect, test } from "vitest";
import { createMemoryBroker } from "./memory-broker.ts";
import { createMemoryTransport } from "./memory-transport.ts";
import { createHolder, idOf, messageOf, rest } from "./testing/messages.ts";

const ids = (count: number) => Array.from({ length: count }, (_, index) => String(index));

test("two instances of a service split a thousand events, all handled and none by both", async () => {
  const broker = createMemoryBroker();
  const handledBy: string[][] = [[], []];
  for (const handled of handledBy)
    await createMemoryTransport({ broker }).subscribe(
      { group: "billing", addresses: ["orders"] },
      async (delivery) => void handled.push(idOf(delivery)),
    );

  await createMemoryTransport({ broker }).publish(ids(1_000).map((id) => messageOf(id)));
  while (handledBy.flat().length < 1_000) await rest();
  await rest();

  expect(handledBy.flat().toSorted()).toEqual(ids(1_000).toSorted());
  expect(handledBy.every(({ length }) => length > 0)).toBe(true);
});

test("ten thousand events over fifty keys are handled in the order of each key by four instances", async () => {
  const broker = createMemoryBroker();
  const handled = new Map<string, number[]>();
  let total = 0;
  for (let instance = 0; instance < 4; instance += 1)
    await createMemoryTransport({ broker }).subscribe(
      { group: "billing", addresses: ["orders"] },
      async (delivery) => {
        const id = Number(idOf(delivery));
        // Some take longer than others, so that order is not there by luck.
        if (id % 7 === 0) await new Promise<void>((resolve) => setImmediate(resolve));
        if (id % 101 === 0 && delivery.attempt === 1) throw new Error("planned");
        const key = delivery.key ?? "";
        handled.set(key, [...(handled.get(key) ?? []), id]);
        total += 1;
      },
    );

  const publisher = createMemoryTransport({ broker });
  for (let from = 0; from < 10_000; from += 500)
    await publisher.publish(
      ids(500).map((id) => messageOf(String(from + Number(id)), `key ${Number(id) % 50}`)),
    );
  while (total < 10_000) await rest();

  expect(handled.size).toBe(50);
  for (const [key, order] of handled) expect(order, key).toEqual(order.toSorted((a, b) => a - b));
});

test("what is published while a service is down is delivered when it is back, and what it had in its hands again", async () => {
  const broker = createMemoryBroker();
  const before = createHolder();
  const crashing = createMemoryTransport({ broker });
  const member = await crashing.subscribe({ group: "billing", addresses: ["orders"] }, before.handler);
  const publisher = createMemoryTransport({ broker });
  await publisher.publish([messageOf("1")]);
  await rest();
  await member.close({ graceMs: 0 });
  await publisher.publish([messageOf("2")]);

  const after = createHolder();
  const back = createMemoryTransport({ broker });
  await back.subscribe({ group: "billing", addresses: ["orders"] }, after.handler);
  await rest();

  expect(after.held.map(({ delivery }) => [idOf(delivery), delivery.attempt])).toEqual([
    ["1", 2],
    ["2", 1],
  ]);
});

test("a copy of a delivery has everything that the delivery has", async () => {
  const transport = createMemoryTransport();
  const { held, handler } = createHolder();
  await transport.subscribe({ group: "billing", addresses: ["orders"] }, handler);
  await transport.publish([messageOf("1", "k")]);
  await rest();
  const delivery = held[0]?.delivery;
  if (delivery === undefined) throw new Error("nothing came");

  const copy = { ...delivery, raw: { ...delivery.raw } };

  expect(Object.keys(copy).toSorted()).toEqual([
    "address",
    "attempt",
    "content",
    "group",
    "headers",
    "key",
    "position",
    "raw",
    "receivedAt",
    "signal",
  ]);
  expect(copy.raw).toEqual({ headers: delivery.raw.headers, body: delivery.raw.body });
});
