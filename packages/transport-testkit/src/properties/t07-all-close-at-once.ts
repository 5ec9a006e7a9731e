import { defineProperty } from "../property.ts";

export const t07 = defineProperty({
  id: "T07",
  sentence: "twenty readers that close at once, with messages in their hands, lose none",
  async holds(world) {
    const transport = await world.open();
    const [address, group] = [await world.address(), world.group()];
    const options = { group, addresses: [address], maxInFlight: 2 };
    const members = await Promise.all(
      Array.from({ length: 20 }, () =>
        world.consume(transport, options, () => new Promise<void>(() => undefined)),
      ),
    );

    await world.store(transport, world.messages(address, 50));
    await world.until("some reader has a message", () => world.deliveredTo(group).length > 0);
    await Promise.all(members.map((member) => member.close({ graceMs: 0 })));
    await world.consume(transport, options);
    await world.untilHandled(group, 50);

    world.verify({ groups: { [group]: [address] } });
  },
});
