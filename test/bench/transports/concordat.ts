import type { Transport } from "@concordat/runtime";
import { createBus, events, ignoreOthers } from "@concordat/sdk/commerce";
import type { Client } from "./client.ts";
import { inTurns, reading, sending, severalAtOnce, toRead, window } from "./measured.ts";
import { eventSource, placedOrders } from "./orders.ts";

export const single = `Concordat, single sends, ${window} in flight`;
export const batchesOf = (size: number): string => `Concordat, batches of ${size}, 10 in flight`;
export const handling = `Concordat, validated and handled, ${window} in flight`;

const next = inTurns(placedOrders);
const placed = (count: number) => Array.from({ length: count }, () => events.orderPlaced(next()));

/** The generated SDK over a transport, as an application uses it: a constructor that judges the data, the bus, the broker. */
export function busOver(transport: Transport, address: string) {
  return createBus({ transport, source: eventSource, addressOf: () => address });
}

/** `before` makes room at the broker. */
export function singleSends(transport: Transport, address: string, before?: () => Promise<void>): Client {
  const bus = busOver(transport, address);
  const contender = sending({
    name: single,
    send: (count) =>
      severalAtOnce(count, window, async () => {
        await bus.send(events.orderPlaced(next()));
      }),
    before,
  });
  return { ...contender, close: () => bus.close() };
}

export function batches(
  size: number,
  transport: Transport,
  address: string,
  before?: () => Promise<void>,
): Client {
  const bus = busOver(transport, address);
  const contender = sending({
    name: batchesOf(size),
    batch: size,
    before,
    send: (count) =>
      severalAtOnce(count / size, 10, async () => {
        const { stored } = await bus.sendMany(placed(size), { chunk: size });
        if (stored !== size) throw new Error(`${size - stored} of ${size} events were not stored`);
      }),
  });
  return { ...contender, close: () => bus.close() };
}

/** Publishes what is to be read, then reads it from the start each time, as a new group. */
export async function handler(transport: Transport, address: string): Promise<Client> {
  const bus = busOver(transport, address);
  await bus.sendMany(placed(toRead), { chunk: 500, concurrency: 4 });
  let groups = 0;
  const contender = reading({
    name: handling,
    async read(count) {
      groups += 1;
      let left = count;
      const { promise, resolve } = Promise.withResolvers<void>();
      const orderPlaced = () => {
        left -= 1;
        if (left === 0) resolve();
      };
      const consumer = await bus.consume(
        `bench-${process.pid}-${groups}`,
        { ...ignoreOthers, orderPlaced },
        { from: "start", maxInFlight: window },
      );
      await promise;
      return { leave: () => consumer.close() };
    },
  });
  return { ...contender, close: () => bus.close() };
}
