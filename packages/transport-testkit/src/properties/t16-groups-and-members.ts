import assert from "node:assert/strict";
import { defineProperty } from "../property.ts";

export const t16 = defineProperty({
  id: "T16",
  sentence: "each of two groups gets every message, and the members of one share them",
  async holds(world) {
    const transport = await world.open();
    const [address, alone, shared] = [await world.address(), world.group(), world.group()];
    await world.consume(transport, { group: alone, addresses: [address] });
    for (let member = 0; member < 2; member += 1)
      await world.consume(transport, { group: shared, addresses: [address], maxInFlight: 5 });

    // In several portions and under many keys, so that every way of sharing has something to share.
    const messages = world.messages(
      address,
      50,
      Array.from({ length: 25 }, (_, index) => `key ${index}`),
    );
    for (let from = 0; from < 50; from += 10) await world.store(transport, messages.slice(from, from + 10));
    for (const group of [alone, shared]) await world.untilHandled(group, 50);

    world.verify({ groups: { [alone]: [address], [shared]: [address] } });
    const deliveries = world.deliveredTo(shared).length;
    assert.ok(deliveries < 100, `the members share 50 messages, and ${deliveries} came to them`);
    const members = new Set(world.deliveredTo(shared).map(({ member }) => member));
    assert.equal(members.size, 2, "both members had something to do");
  },
});
