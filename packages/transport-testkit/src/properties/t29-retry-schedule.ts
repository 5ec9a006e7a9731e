import assert from "node:assert/strict";
import { exponential } from "@concordat/runtime";
import { createFakeClock } from "@concordat/runtime/fakes";
import { defineProperty } from "../property.ts";

const policy = exponential({ attempts: 3, delayMs: 1_000, jitter: 0.2 });
const planned = [1_000, 2_000];
const slotMs = 50;

export const t29 = defineProperty({
  id: "T29",
  sentence:
    "a hundred messages are tried again as the policy says, each in its own time and not all in one moment",
  async holds(world) {
    const clock = createFakeClock();
    const [address, group] = [await world.address(), world.group()];
    const bus = await world.bus(address, { clock });
    const messages = world.messages(address, 100);
    const type = messages[0]?.event.type as string;
    const triedAt = new Map<string, number[]>();
    await bus.consume(
      group,
      {
        [type]: async ({ id }) => {
          const times = triedAt.get(id) ?? [];
          triedAt.set(id, [...times, clock.monotonic()]);
          if (times.length < planned.length) throw new Error("planned: not yet");
        },
      },
      { retry: policy, maxInFlight: messages.length, layers: [world.recorded(group)] },
    );

    await world.store(await world.open(), messages);
    await world.until("all were tried for the first time", () => triedAt.size === messages.length);
    await world.until("all are handled", async () => {
      await clock.advance(slotMs);
      return world.handledBy(group).length === messages.length;
    });

    for (const [id, times] of triedAt) {
      const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
      assert.equal(pauses.length, planned.length, id);
      for (const [index, pause] of pauses.entries()) {
        const plan = planned[index] ?? 0;
        assert.ok(Math.abs(pause - plan) <= 0.2 * plan, `${id} rested ${pause} ms, planned were ${plan}`);
      }
    }
    const slots = Map.groupBy(triedAt.values(), (times) => Math.floor((times[1] ?? 0) / slotMs));
    const fullest = Math.max(...[...slots.values()].map(({ length }) => length));
    assert.ok(
      fullest < messages.length / 2,
      `${fullest} of them were tried again in one slot of ${slotMs} ms`,
    );
    world.verify({ groups: { [group]: [address] }, once: true });
  },
});
