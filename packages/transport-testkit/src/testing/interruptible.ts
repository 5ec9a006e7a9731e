import { createMemoryBroker, createMemoryTransport, type Transport } from "@concordat/runtime";
import { testkitErrors } from "../errors.ts";
import type { BrokerSwitch } from "../world.ts";

/**
 * Transports to a broker that can be away, as far as one in memory can: meanwhile publishes have no answer, acknowledgements are lost,
 * and health says so. It promises to go on by itself afterwards, and does.
 */
export function createInterruptible(): { readonly create: () => Transport; readonly broker: BrokerSwitch } {
  const memory = createMemoryBroker();
  let isAway = false;
  let published = 0;
  const lost = (what: string) => testkitErrors.FAULT_PLANTED({ fault: "the broker is away", what });
  const create = (): Transport => {
    const inner = createMemoryTransport({ broker: memory });
    return {
      name: inner.name,
      capabilities: { ...inner.capabilities, reconnects: true },
      async publish(messages) {
        published += 1;
        // Every other one was stored before the connection ended.
        if (!isAway || published % 2 === 0) {
          const results = await inner.publish(messages);
          if (!isAway) return results;
        }
        return messages.map(({ address }) => ({
          status: "unknown",
          error: lost(`publishing at ${address}`),
        }));
      },
      subscribe: (options, handler) =>
        inner.subscribe(options, async (delivery) => {
          await handler(delivery);
          if (isAway) throw lost("acknowledging");
        }),
      health: async () =>
        isAway ? { status: "unhealthy", message: "the broker is away" } : await inner.health(),
      close: () => inner.close(),
    };
  };
  return {
    create,
    broker: {
      async stop() {
        isAway = true;
      },
      async start() {
        // Long enough for somebody to notice.
        const before = published;
        for (let turn = 0; turn < 1_000 && published < before + 10; turn += 1)
          await new Promise<void>((resolve) => setImmediate(resolve));
        isAway = false;
      },
    },
  };
}
