import { defineProperty, unlessPromised } from "../property.ts";

export const t09 = defineProperty({
  id: "T09",
  sentence: "with ten members and twenty keys, each key is handled in order",
  exempt: unlessPromised("order"),
  async holds(world) {
    const transport = await world.open();
    const [address, group] = [await world.address(), world.group()];
    const total = world.volume(1_000, 1_000);
    for (let member = 0; member < 10; member += 1)
      await world.consume(transport, { group, addresses: [address], maxInFlight: 4 }, async () => {
        // Some are quick and some are not, so that order is not there by luck.
        for (let turns = Math.floor(world.random() * 4); turns > 0; turns -= 1)
          await new Promise<void>((resolve) => setImmediate(resolve));
        if (world.random() < 0.05) throw new Error("planned: not yet");
      });
    const keys = Array.from({ length: 20 }, (_, index) => `key ${index}`);

    const messages = world.messages(address, total, keys);
    for (let from = 0; from < total; from += 50)
      await world.store(transport, messages.slice(from, from + 50));
    await world.untilHandled(group, total);

    world.verify({ groups: { [group]: [address] }, ordered: true });
  },
});
