import { expect, test } from "vitest";
import { createFakeClock } from "../fakes/fake-clock.ts";
import { createMemoryTransport } from "../memory/memory-transport.ts";
import type { DeadLetterSink } from "../ports/dead-letter-store.ts";
import type { Delivery, Transport } from "../ports/transport.ts";
import { deadLetter } from "./dead-letter.ts";
import { deadLetterAddress } from "./dead-letter-address.ts";
import { createDeadLetters } from "./dead-letters.ts";
import { createMemoryDeadLetters } from "./memory-dead-letters.ts";

// Whoever else writes to the broker names headers as they like.
const raw = { headers: { "X-Trace_Id": "7" }, body: new TextEncoder().encode("no event") };

/** A group gives up on such a message, and everything that follows has come to rest. */
async function giveUp(clock: ReturnType<typeof createFakeClock>, transport: Transport, to: DeadLetterSink) {
  const handler = deadLetter({ to, clock })(() => Promise.reject(new Error("no event")));
  await transport.subscribe({ group: "billing", addresses: ["orders"] }, handler);
  await transport.publish([{ address: "orders", raw }]);
  await clock.advance(0);
}

test("a message with headers of somebody else's making becomes a dead letter at an address", async () => {
  const clock = createFakeClock();
  const transport = createMemoryTransport({ clock });
  const kept: Delivery[] = [];
  await transport.subscribe({ group: "grave", addresses: ["orders.dead-letters"] }, async (delivery) => {
    kept.push(delivery);
  });

  await giveUp(clock, transport, deadLetterAddress({ publish: (messages) => transport.publish(messages) }));

  expect(kept).toMatchObject([{ headers: { "X-Trace_Id": "7", "dead-letter-group": "billing" } }]);
  await transport.close();
});

test("a message with headers of somebody else's making can be put back", async () => {
  const clock = createFakeClock();
  const transport = createMemoryTransport({ clock });
  const store = createMemoryDeadLetters({ clock });
  await giveUp(clock, transport, store);

  const deadLetters = createDeadLetters({ store, publish: (messages) => transport.publish(messages) });

  expect(await deadLetters.reprocessAll()).toEqual({ reprocessed: 1, failed: [] });
  await transport.close();
});
