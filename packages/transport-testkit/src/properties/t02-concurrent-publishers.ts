import { defineProperty } from "../property.ts";

export const t02 = defineProperty({
  id: "T02",
  sentence: "many publishers at once lose nothing",
  async holds(world) {
    const transport = await world.open();
    const [address, group] = [await world.address(), world.group()];
    const [publishers, each] = [world.count(10, 50), world.volume(100, 5_000)];
    await world.consume(transport, { group, addresses: [address], order: "none", maxInFlight: 64 });

    const publisher = async () => {
      for (let sent = 0; sent < each; sent += 50)
        await world.store(transport, world.messages(address, Math.min(50, each - sent)));
    };
    await Promise.all(Array.from({ length: publishers }, publisher));
    await world.untilHandled(group, publishers * each);

    world.verify({ groups: { [group]: [address] } });
  },
});
