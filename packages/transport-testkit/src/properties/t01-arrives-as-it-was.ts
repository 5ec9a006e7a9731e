import { defineProperty } from "../property.ts";

export const t01 = defineProperty({
  id: "T01",
  sentence: "what is published arrives as it was: id, data, every attribute and extension",
  async holds(world) {
    const transport = await world.open();
    const [address, group] = [await world.address(), world.group()];
    const subscription = await world.consume(transport, { group, addresses: [address] });

    await world.store(transport, world.messages(address, 100));
    await world.untilHandled(group, 100);
    await subscription.close();
    await subscription.closed;

    world.verify({ groups: { [group]: [address] }, once: true });
  },
});
