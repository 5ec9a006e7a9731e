import { defineProperty } from "../property.ts";

export const t06 = defineProperty({
  id: "T06",
  sentence: "a reader that closes midway loses nothing: the next one gets the rest",
  async holds(world) {
    const transport = await world.open();
    const [address, group] = [await world.address(), world.group()];
    const total = world.volume(500, 5_000);
    const options = { group, addresses: [address], maxInFlight: 10 };
    const first = await world.consume(transport, options);

    const publishing = world.store(transport, world.messages(address, total, ["a", "b", "c", "d"]));
    await world.untilHandled(group, Math.floor(total / 10));
    await first.close();
    await world.consume(transport, options);
    await publishing;
    await world.untilHandled(group, total);

    world.verify({ groups: { [group]: [address] } });
  },
});
