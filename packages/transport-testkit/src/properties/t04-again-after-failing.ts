import assert from "node:assert/strict";
import { defineProperty } from "../property.ts";

export const t04 = defineProperty({
  id: "T04",
  sentence: "a message whose handler failed comes again, until it is handled",
  async holds(world) {
    const transport = await world.open();
    const [address, group] = [await world.address(), world.group()];
    let calls = 0;
    await world.consume(transport, { group, addresses: [address] }, async () => {
      calls += 1;
      if (calls <= 2) throw new Error("planned: not yet");
    });

    const [message] = world.messages(address, 1);
    assert.ok(message);
    await world.store(transport, [message]);
    await world.untilHandled(group, 1);

    const came = world.deliveredTo(group).map(({ id }) => id);
    assert.deepEqual(came, Array(3).fill(message.event.id), "two failures, then handled");
    world.verify({ groups: { [group]: [address] }, once: true });
  },
});
