import fc from "fast-check";
import { expect, test } from "vitest";
import { createMemoryTransport } from "./memory-transport.ts";
import { eventOf, idOf, rest } from "./testing/messages.ts";

/**
 * Whatever handlers and members do, three things hold: every message is handled, once, since nobody was too slow; messages of one key
 * are handled in order; attempts count up from one.
 */
test("with members that fail, come and go, every message of every key is handled once and in order", async () => {
  const failing = fc.record({
    keys: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 80 }),
    failures: fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }),
    members: fc.array(fc.record({ maxInFlight: fc.integer({ min: 1, max: 5 }), leavesAfter: fc.nat(30) }), {
      minLength: 1,
      maxLength: 4,
    }),
  });

  await fc.assert(
    fc.asyncProperty(failing, async ({ keys, failures, members }) => {
      const transport = createMemoryTransport({ redeliveryDelayMs: () => 0 });
      const handled: Record<string, string[]> = {};
      const attempts = new Map<string, number>();
      let deliveries = 0;
      const join = async (maxInFlight: number, leavesAfter: number) => {
        let own = 0;
        const member = await transport.subscribe(
          { group: "g", addresses: ["orders"], maxInFlight },
          async (delivery) => {
            const id = idOf(delivery);
            expect(delivery.attempt).toBe((attempts.get(id) ?? 0) + 1);
            attempts.set(id, delivery.attempt);
            own += 1;
            if (own === leavesAfter) void member.close();
            deliveries += 1;
            const fails = delivery.attempt < 5 && failures[deliveries % failures.length];
            if (deliveries % 3 === 0) await rest();
            if (fails) throw new Error("planned");
            const key = delivery.key ?? "";
            handled[key] = [...(handled[key] ?? []), id];
          },
        );
      };
      for (const { maxInFlight, leavesAfter } of members) await join(maxInFlight, leavesAfter + 1);

      const sent: Record<string, string[]> = {};
      const messages = keys.map((key, index) => {
        const id = String(index);
        sent[key] = [...(sent[key] ?? []), id];
        return { address: "orders", key: String(key), event: eventOf(id) };
      });
      await transport.publish(messages);
      await join(2, 1_000_000);
      for (let round = 0; round < 1_000 && Object.values(handled).flat().length < keys.length; round += 1)
        await rest();

      expect(handled).toEqual(sent);
      await transport.close();
    }),
    { numRuns: process.env.CONCORDAT_COUNTS === "full" ? 1_000 : 40 },
  );
});
