import { defineProperty, unlessPromised } from "../property.ts";
import type { EventMessage } from "../world.ts";

export const t15 = defineProperty({
  id: "T15",
  sentence: "with the broker restarted twice under many publishers, nothing is lost",
  exempt: unlessPromised("reconnects"),
  stopsBroker: true,
  async holds(world) {
    const transport = await world.open();
    const [address, group] = [await world.address(), world.group()];
    const [total, publishers] = [world.volume(2_000, 10_000), world.count(16, 100)];
    await world.consume(transport, { group, addresses: [address], maxInFlight: 64 });
    const waiting = world.messages(address, total);
    let stored = 0;

    /** Sends again what was refused or is unknown, under the same id, as a service does. */
    const publisher = async () => {
      for (let message = waiting.pop(); message !== undefined; message = waiting.pop()) {
        let isStored = false;
        const tryOnce = async (each: EventMessage) => {
          const [result] = await world.publish(transport, [each]);
          isStored = result?.status === "stored";
        };
        await tryOnce(message);
        const again = message;
        await world.until(`${message.event.id} is stored`, async () => {
          if (!isStored) await tryOnce(again);
          return isStored;
        });
        stored += 1;
      }
    };
    const restarts = (async () => {
      for (const part of [1 / 3, 1 / 2]) {
        await world.until(`${part} of all is stored`, () => stored >= total * part);
        await world.broker.stop();
        await world.broker.start();
      }
    })();
    await Promise.all([restarts, ...Array.from({ length: publishers }, publisher)]);
    await world.untilHandled(group, total);

    world.verify({ groups: { [group]: [address] } });
  },
});
