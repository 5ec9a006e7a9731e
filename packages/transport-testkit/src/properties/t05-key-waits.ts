import assert from "node:assert/strict";
import { defineProperty, unlessPromised } from "../property.ts";

export const t05 = defineProperty({
  id: "T05",
  sentence: "what is not handled holds back the next of its key, and no other key",
  exempt: unlessPromised("order"),
  async holds(world) {
    const transport = await world.open();
    const [address, group] = [await world.address(), world.group()];
    const gate = Promise.withResolvers<void>();
    await world.consume(transport, { group, addresses: [address] }, ({ key, attempt }) =>
      key === "held" && attempt === 1 ? gate.promise : Promise.resolve(),
    );
    const held = world.messages(address, 2, ["held"]);
    const free = world.messages(address, 20, ["a", "b", "c"]);

    await world.store(transport, [...held, ...free]);
    await world.untilHandled(group, free.length);
    const before = world.deliveredTo(group).map(({ id }) => id);
    gate.resolve();
    await world.untilHandled(group, free.length + held.length);

    assert.ok(
      !before.includes(held[1]?.event.id as string),
      "the second of the key came before the first was handled",
    );
    world.verify({ groups: { [group]: [address] }, ordered: true });
  },
});
