import { defineProperty, unlessPromised } from "../property.ts";

export const t14 = defineProperty({
  id: "T14",
  sentence: "a group that comes late may begin with what was published before it existed",
  exempt: unlessPromised("replay"),
  async holds(world) {
    const transport = await world.open();
    const [address, early, late] = [await world.address(), world.group(), world.group()];
    await world.consume(transport, { group: early, addresses: [address] });
    await world.store(transport, world.messages(address, 50, ["k"]));
    await world.untilHandled(early, 50);

    await world.consume(transport, { group: late, addresses: [address], from: "start" });
    await world.store(transport, world.messages(address, 10, ["k"]));
    await world.untilHandled(late, 60);
    await world.untilHandled(early, 60);

    world.verify({ groups: { [early]: [address], [late]: [address] } });
  },
});
