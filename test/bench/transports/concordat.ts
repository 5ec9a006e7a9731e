import type { Transport } from "@concordat/runtime";
import { type Bus, createBus, events, ignoreOthers } from "@concordat/sdk/commerce";
import { inTurns, type Reading, type Sending, severalAtOnce, window } from "./measured.ts";
import { eventSource, placedOrders } from "./orders.ts";

/** The generated SDK over a transport, as an application uses it: constructor, bus, broker. */
export type Concordat = {
  readonly bus: Bus;
  single(before: () => Promise<void>): Sending;
  batches(size: number, before: () => Promise<void>): Sending;
  reader(): Reading;
};

export function concordat(transport: Transport, address: string): Concordat {
  const bus = createBus({ transport, source: eventSource, addressOf: () => address });
  const next = inTurns(placedOrders);
  let groups = 0;
  return {
    bus,
    single: (before) => ({
      name: `Concordat, single sends, ${window} in flight`,
      send: (count) =>
        severalAtOnce(count, window, async () => {
          await bus.send(events.orderPlaced(next()));
        }),
      before,
    }),
    batches: (size, before) => ({
      name: `Concordat, batches of ${size}`,
      batch: size,
      before,
      async send(count) {
        const made = Array.from({ length: count }, () => events.orderPlaced(next()));
        const { stored } = await bus.sendMany(made, { chunk: size });
        if (stored !== count) throw new Error(`${count - stored} of ${count} events were not stored`);
      },
    }),
    reader: () => ({
      name: "Concordat",
      async read(count) {
        groups += 1;
        let left = count;
        const { promise, resolve } = Promise.withResolvers<void>();
        const consumer = await bus.consume(
          `bench-${process.pid}-${groups}`,
          {
            ...ignoreOthers,
            orderPlaced: () => {
              left -= 1;
              if (left === 0) resolve();
            },
          },
          { from: "start", maxInFlight: window },
        );
        await promise;
        return { leave: () => consumer.close() };
      },
    }),
  };
}
