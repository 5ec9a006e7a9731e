import { expect, test } from "vitest";
import { createMemoryTransport } from "../memory/memory-transport.ts";
import type { Delivery } from "../ports/transport.ts";
import { exponential } from "../retry/retry-policy.ts";
import { createBus } from "./create-bus.ts";

const members = ["address", "attempt", "content", "group", "headers", "key", "position", "raw"];
const wholly = [...members, "receivedAt", "signal"];

function membersOf(delivery: Delivery): string[] {
  return Object.keys({ ...delivery }).sort();
}

test("a layer of the application may copy a delivery with three dots, of each attempt, with a time limit or without", async (context) => {
  const bus = createBus({ transport: createMemoryTransport(), source: "/shop" });
  context.onTestFinished(() => bus.close());

  for (const [group, options] of [
    ["without", {}],
    ["with a time limit", { timeoutMs: 60_000 }],
  ] as const) {
    const copies: string[][] = [];
    const handled = Promise.withResolvers<void>();
    await bus.consume(
      group,
      {
        placed: () => {
          if (copies.length === 1) throw new Error("planned");
          handled.resolve();
        },
      },
      {
        ...options,
        retry: exponential({ attempts: 2, delayMs: 1 }),
        layers: [
          (next) => (delivery) => {
            copies.push(membersOf(delivery));
            return next({ ...delivery });
          },
        ],
      },
    );
    await bus.send({ type: "placed", data: {} });
    await handled.promise;

    expect(copies).toEqual([wholly, wholly]);
  }
});

test("so may a handler that subscribes to the transport itself", async (context) => {
  const transport = createMemoryTransport();
  context.onTestFinished(() => transport.close());
  const came = Promise.withResolvers<string[]>();
  await transport.subscribe({ group: "g", addresses: ["placed"] }, async (delivery) =>
    came.resolve(membersOf(delivery)),
  );

  await transport.publish([
    { address: "placed", event: { specversion: "1.0", id: "1", source: "/s", type: "placed" } },
  ]);

  expect(await came.promise).toEqual(wholly);
});
