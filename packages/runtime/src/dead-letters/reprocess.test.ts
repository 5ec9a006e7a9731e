import { expect, test } from "vitest";
import { createSampleEvent } from "../fakes/delivery.ts";
import { createFakeClock } from "../fakes/fake-clock.ts";
import { type Handler, stack } from "../layer.ts";
import { createMemoryTransport } from "../memory/memory-transport.ts";
import { retry } from "../retry/retry.ts";
import { exponential } from "../retry/retry-policy.ts";
import { deadLetter } from "./dead-letter.ts";
import { createDeadLetters } from "./dead-letters.ts";
import { createMemoryDeadLetters } from "./memory-dead-letters.ts";

/** Two groups on the embedded transport; what `billing` cannot handle becomes a dead letter. */
async function world(billing: Handler) {
  const clock = createFakeClock();
  const transport = createMemoryTransport({ clock });
  const store = createMemoryDeadLetters({ clock });
  const stock: string[] = [];
  const around = stack(deadLetter({ to: store, clock }), retry(exponential(), { clock }));
  const noting: Handler = async ({ content }) => void stock.push(content.event?.id ?? "");
  await transport.subscribe({ group: "billing", addresses: ["orders"] }, around(billing));
  await transport.subscribe({ group: "stock", addresses: ["orders"] }, around(noting));
  return {
    clock,
    transport,
    stock,
    deadLetters: createDeadLetters({ store, publish: (messages) => transport.publish(messages) }),
    send: (id: string) =>
      transport.publish([{ address: "orders", key: "1001", event: createSampleEvent({ id }) }]),
  };
}

test("a poison message becomes a dead letter, the next of its key goes on, and once the handler is mended it is reprocessed", async () => {
  const handled: string[] = [];
  let isMended = false;
  const { clock, transport, stock, deadLetters, send } = await world(async ({ content }) => {
    const id = content.event?.id ?? "";
    if (id === "poison" && !isMended) throw new Error("x is undefined");
    handled.push(id);
  });
  await send("poison");
  await send("after");
  await clock.advance(1_000);
  expect(handled).toEqual(["after"]);
  const { entries } = await deadLetters.list();
  expect(entries).toMatchObject([{ reason: "max_retries_exceeded", attempts: 3, event: { id: "poison" } }]);
  expect(await deadLetters.stats()).toMatchObject({ total: 1, oldestAgeMs: 700 });

  isMended = true;
  expect(await deadLetters.reprocessAll()).toEqual({ reprocessed: 1, failed: [] });
  await clock.advance(1_000);

  expect(handled).toEqual(["after", "poison"]);
  expect((await deadLetters.list()).entries).toMatchObject([{ status: "reprocessed", reprocessCount: 1 }]);
  // The other group had handled it, and is not asked again.
  expect(stock).toEqual(["poison", "after"]);
  await transport.close();
});

test("reprocessing that fails brings the same entry back, to the byte, counted once more", async () => {
  const { clock, transport, deadLetters, send } = await world(async () => {
    throw new Error("still undefined");
  });
  await send("poison");
  await clock.advance(1_000);
  const [before] = (await deadLetters.list()).entries;
  for (const count of [1, 2]) {
    await deadLetters.reprocess(before?.id ?? "");
    await clock.advance(1_000);
    const { entries } = await deadLetters.list();
    expect(entries).toMatchObject([
      { id: before?.id, status: "pending", reprocessCount: count, attempts: 3 },
    ]);
    expect(entries[0]?.raw).toEqual(before?.raw);
    expect(entries[0]?.headers).toEqual(before?.headers);
  }
  await transport.close();
});
