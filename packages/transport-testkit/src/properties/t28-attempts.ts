import assert from "node:assert/strict";
import { defineProperty, unlessPromised } from "../property.ts";

export const t28 = defineProperty({
  id: "T28",
  sentence: "attempts are counted exactly: 1, 2, 3 … whichever member it is",
  exempt: unlessPromised("attempts"),
  async holds(world) {
    const transport = await world.open();
    const [address, group] = [await world.address(), world.group()];
    const options = { group, addresses: [address], redeliverAfterMs: 1_000 };
    const join = () =>
      world.consume(transport, options, async ({ attempt }) => {
        // The second attempt hangs, so that it is counted too where a message was timed out.
        if (attempt === 2) await new Promise(() => undefined);
        if (attempt < 5) throw new Error("planned: not yet");
      });
    await join();
    await join();

    const messages = world.messages(address, 5);
    await world.store(transport, messages);
    await world.untilHandled(group, messages.length);

    for (const { event } of messages)
      assert.deepEqual(
        world.deliveredTo(group).flatMap(({ id, attempt }) => (id === event.id ? [attempt] : [])),
        [1, 2, 3, 4, 5],
        event.id,
      );
    world.verify({ groups: { [group]: [address] }, attempts: true });
  },
});
