import assert from "node:assert/strict";
import { defineProperty } from "../property.ts";

export const t26 = defineProperty({
  id: "T26",
  sentence: "how many messages are handled at once can be raised and lowered while it runs",
  async holds(world) {
    const transport = await world.open();
    const [address, group] = [await world.address(), world.group()];
    const open: (() => void)[] = [];
    const subscription = await world.consume(
      transport,
      { group, addresses: [address], order: "none", maxInFlight: 2 },
      () => new Promise<void>((resolve) => open.push(resolve)),
    );
    const endAll = () => {
      for (const end of open.splice(0)) end();
    };
    await world.store(transport, world.messages(address, 40));

    await world.until("two are open", () => open.length === 2);
    subscription.resize(8);
    await world.until("eight are open", () => open.length === 8);
    subscription.resize(3);
    endAll();
    await world.until("three are open", () => open.length === 3);
    for (let round = 0; round < 5; round += 1) {
      open.shift()?.();
      await world.until("another one came", () => open.length === 3);
    }
    assert.equal(world.deliveredTo(group).length, 16, "never more than three since it was lowered");
    subscription.resize(40);
    await world.until("all others are handled", () => {
      endAll();
      return world.handledBy(group).length === 40;
    });

    world.verify({ groups: { [group]: [address] } });
  },
});
