import assert from "node:assert/strict";
import { idOf } from "../history/delivery-record.ts";
import { defineProperty } from "../property.ts";

export const t08 = defineProperty({
  id: "T08",
  sentence: "fifty messages that fail twice each are all handled in the end",
  async holds(world) {
    const transport = await world.open();
    const [address, group] = [await world.address(), world.group()];
    const failures = new Map<string, number>();
    await world.consume(transport, { group, addresses: [address] }, async (delivery) => {
      const id = idOf(delivery);
      const failed = failures.get(id) ?? 0;
      if (failed === 2) return;
      failures.set(id, failed + 1);
      throw new Error("planned: not yet");
    });

    await world.store(transport, world.messages(address, 50));
    await world.untilHandled(group, 50);

    assert.deepEqual([...failures.values()], Array(50).fill(2), "each failed twice");
    world.verify({ groups: { [group]: [address] } });
  },
});
