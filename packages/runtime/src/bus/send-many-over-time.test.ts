import { expect, test } from "vitest";
import { createFakeClock } from "../fakes/fake-clock.ts";
import { createMemoryTransport } from "../memory/memory-transport.ts";
import type { Transport } from "../ports/transport.ts";
import { createBus } from "./create-bus.ts";

const count = 10_000;
const keys = 50;

/** A broker that is 5 ms away. */
function distant(near: Transport, sleep: (milliseconds: number) => Promise<void>): Transport {
  return {
    ...near,
    name: near.name,
    capabilities: near.capabilities,
    subscribe: (options, handler) => near.subscribe(options, handler),
    health: () => near.health(),
    close: () => near.close(),
    async publish(messages) {
      await sleep(5);
      return near.publish(messages);
    },
  };
}

async function sendAll(concurrency: number) {
  const clock = createFakeClock();
  const near = createMemoryTransport({ clock, unread: { messages: count } });
  const bus = createBus({
    transport: distant(near, clock.sleep),
    source: "/load",
    clock,
    addressOf: () => "all",
  });
  const seen: [key: string, n: number][] = [];
  await bus.consume("reader", {
    counted: ({ subject = "", data }) => void seen.push([subject, (data as { n: number }).n]),
  });
  const events = Array.from({ length: count }, (_, n) => ({
    type: "counted",
    subject: `${n % keys}`,
    data: { n },
  }));
  let report: Awaited<ReturnType<typeof sending>> | undefined;
  const sending = () => bus.send(events, { chunk: 100, concurrency });
  void sending().then((done) => {
    report = done;
  });
  const begun = clock.monotonic();
  while (report === undefined) await clock.advance(5);
  const milliseconds = clock.monotonic() - begun;
  while (seen.length < count) await clock.advance(1);
  await bus.close();
  return { report, milliseconds, seen };
}

test("ten publishes under way at once need a tenth of the time, and the order of each key stays", async () => {
  const one = await sendAll(1);
  const ten = await sendAll(10);

  expect([one.milliseconds, ten.milliseconds]).toEqual([500, 50]);
  for (const { report, seen } of [one, ten]) {
    expect(report).toMatchObject({ stored: count, refused: 0, unknown: 0 });
    for (let key = 0; key < keys; key += 1) {
      const order = seen.flatMap(([subject, n]) => (subject === `${key}` ? [n] : []));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      expect(order).toHaveLength(count / keys);
    }
  }
});
