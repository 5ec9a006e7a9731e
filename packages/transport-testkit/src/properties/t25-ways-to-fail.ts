import { idOf } from "../history/delivery-record.ts";
import { defineProperty } from "../property.ts";

export const t25 = defineProperty({
  id: "T25",
  sentence:
    "however a handler fails, at once, later, with no error or by never ending, its message comes again",
  async holds(world) {
    const transport = await world.open();
    const [address, group] = [await world.address(), world.group()];
    const messages = world.messages(address, 4);
    const ways = new Map<string, () => Promise<void>>(
      [
        () => {
          throw new Error("planned: before it returns a promise");
        },
        () => Promise.reject(new Error("planned: rejected")),
        // What JavaScript may throw, and biome would not.
        () => Promise.reject("planned: no error at all"),
        () => new Promise<void>(() => undefined),
      ].map((way, index) => [messages[index]?.event.id as string, way]),
    );
    const options = { group, addresses: [address], redeliverAfterMs: 1_000 };
    await world.consume(transport, options, (delivery) => {
      const id = idOf(delivery);
      const way = ways.get(id);
      ways.delete(id);
      return way === undefined ? Promise.resolve() : way();
    });

    await world.store(transport, messages);
    await world.untilHandled(group, messages.length);

    world.verify({ groups: { [group]: [address] } });
  },
});
