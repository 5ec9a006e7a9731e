import { defineProperty } from "../property.ts";

export const t03 = defineProperty({
  id: "T03",
  sentence: "twenty addresses, each with a reader of its own, do not mix",
  async holds(world) {
    const transport = await world.open();
    const addresses = await world.addresses(20);
    const each = world.volume(20, 100);
    const readers = addresses.map((address) => ({ address, group: world.group() }));
    for (const { address, group } of readers) await world.consume(transport, { group, addresses: [address] });

    await Promise.all(
      addresses.map((address) => world.store(transport, world.messages(address, each, [address]))),
    );
    for (const { group } of readers) await world.untilHandled(group, each);

    world.verify({
      groups: Object.fromEntries(readers.map(({ address, group }) => [group, [address]])),
      once: true,
    });
    for (const { group } of readers)
      if (world.deliveredTo(group).length !== each)
        throw new Error(`the group ${group} got ${world.deliveredTo(group).length} messages, not ${each}`);
  },
});
