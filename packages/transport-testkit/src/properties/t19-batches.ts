import assert from "node:assert/strict";
import type { CloudEvent } from "@concordat/cloudevents";
import { noRetry } from "@concordat/runtime";
import { createFakeClock } from "@concordat/runtime/fakes";
import { defineProperty } from "../property.ts";

const [maxCount, maxWaitMs] = [5, 500];

export const t19 = defineProperty({
  id: "T19",
  sentence:
    "a handler of batches gets five at once, or what there is after half a second, with a result for each",
  async holds(world) {
    const clock = createFakeClock();
    const [address, group] = [await world.address(), world.group()];
    const bus = await world.bus(address, { clock });
    const messages = world.messages(address, 12);
    const sizes: number[] = [];
    let isFirst = true;
    await bus.consume(
      group,
      {
        types: [...new Set(messages.map(({ event }) => event.type))],
        maxCount,
        maxWaitMs,
        async handle(events: readonly CloudEvent[]) {
          sizes.push(events.length);
          const outcomes = events.map((_, index) =>
            isFirst && index === 1 ? new Error("planned: this one alone") : undefined,
          );
          isFirst = false;
          return outcomes;
        },
      },
      // Around the batches there are single messages, each with an end of its own.
      { retry: noRetry, layers: [world.recorded(group)] },
    );

    await world.store(await world.open(), messages);
    // One of twelve came again: thirteen, so two batches are full and three messages wait.
    await world.until("two batches are full", () => sizes.length === 2);
    assert.deepEqual(sizes, [maxCount, maxCount], "nothing waits that makes a batch full");
    await world.until("the rest is handed over", async () => {
      await clock.advance(maxWaitMs);
      return world.handledBy(group).length === messages.length;
    });

    assert.ok(Math.max(...sizes) <= maxCount, `batches had ${sizes.join(", ")} messages`);
    assert.equal(
      sizes.reduce((sum, size) => sum + size, 0),
      messages.length + 1,
      "one message came twice, the others once",
    );
    world.verify({ groups: { [group]: [address] }, once: true });
  },
});
