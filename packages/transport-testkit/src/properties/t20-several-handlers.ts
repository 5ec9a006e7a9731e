import assert from "node:assert/strict";
import { defineProperty } from "../property.ts";

export const t20 = defineProperty({
  id: "T20",
  sentence: "one group reads several addresses with one subscription, and one address with several",
  async holds(world) {
    const transport = await world.open();
    const addresses = await world.addresses(3);
    const [both, single] = [world.group(), world.group()];
    const came = new Set<string>();
    await world.consume(transport, { group: both, addresses: addresses.slice(0, 2) }, async ({ address }) => {
      came.add(address);
    });
    for (const address of addresses) await world.consume(transport, { group: single, addresses: [address] });

    for (const address of addresses) await world.store(transport, world.messages(address, 20));
    await world.untilHandled(both, 40);
    await world.untilHandled(single, 60);

    assert.deepEqual([...came].sort(), addresses.slice(0, 2).sort());
    world.verify({ groups: { [both]: addresses.slice(0, 2), [single]: addresses } });
  },
});
