import type { Transport } from "@concordat/runtime";
import { createBus, events, ignoreOthers } from "@concordat/sdk/commerce";
import type { Contender } from "../contender.ts";
import { inTurns, reading, sending, severalAtOnce, window } from "./measured.ts";
import { eventSource, placedOrders } from "./orders.ts";

export const single = `Concordat, single sends, ${window} in flight`;
export const batchesOf = (size: number): string => `Concordat, batches of ${size}`;
export const handling = `Concordat, validated and handled, ${window} in flight`;

/** The generated SDK over a transport, as an application uses it: a constructor that judges the data, the bus, the broker. */
export type Concordat = {
  readonly bus: ReturnType<typeof createBus>;
  /** `before` makes room at the broker. */
  single(before: () => Promise<void>): Contender;
  batches(size: number, before: () => Promise<void>): Contender;
  /** Publishes what is to be read, then reads it from the start each time as a new group. */
  reader(stored: number): Promise<Contender>;
};

export function concordat(transport: Transport, address: string, toRead = address): Concordat {
  const busAt = (at: string) => createBus({ transport, source: eventSource, addressOf: () => at });
  const bus = busAt(address);
  const next = inTurns(placedOrders);
  const placed = (count: number) => Array.from({ length: count }, () => events.orderPlaced(next()));
  let groups = 0;
  return {
    bus,
    single: (before) =>
      sending({
        name: single,
        send: (count) =>
          severalAtOnce(count, window, async () => {
            await bus.send(events.orderPlaced(next()));
          }),
        before,
      }),
    batches: (size, before) =>
      sending({
        name: batchesOf(size),
        batch: size,
        before,
        send: (count) =>
          severalAtOnce(count / size, 10, async () => {
            const { stored } = await bus.sendMany(placed(size), { chunk: size });
            if (stored !== size) throw new Error(`${size - stored} of ${size} events were not stored`);
          }),
      }),
    async reader(stored) {
      const reads = busAt(toRead);
      await reads.sendMany(placed(stored), { chunk: 500, concurrency: 4 });
      return reading(
        {
          name: handling,
          async read(count) {
            groups += 1;
            let left = count;
            const { promise, resolve } = Promise.withResolvers<void>();
            const orderPlaced = () => {
              left -= 1;
              if (left === 0) resolve();
            };
            const consumer = await reads.consume(
              `bench-${process.pid}-${groups}`,
              { ...ignoreOthers, orderPlaced },
              { from: "start", maxInFlight: window },
            );
            await promise;
            return { leave: () => consumer.close() };
          },
        },
        stored,
      );
    },
  };
}
