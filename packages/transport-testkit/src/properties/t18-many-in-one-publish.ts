import assert from "node:assert/strict";
import { defineProperty } from "../property.ts";

export const t18 = defineProperty({
  id: "T18",
  sentence: "one publish takes none, one, a hundred, or more than fit into a request, with a result for each",
  async holds(world) {
    const transport = await world.open();
    const [address, group] = [await world.address(), world.group()];
    const { requestMessages } = transport.capabilities.limits;
    // Where a request takes any number, a thousand is many.
    const more = Math.min(requestMessages, 1_000) + 1;
    await world.consume(transport, { group, addresses: [address] });

    assert.deepEqual(await transport.publish([]), []);
    for (const size of [1, 100, more]) await world.store(transport, world.messages(address, size));
    await world.untilHandled(group, 101 + more);

    world.verify({ groups: { [group]: [address] } });
  },
});
