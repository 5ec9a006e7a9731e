import assert from "node:assert/strict";
import { createMemoryDeadLetters, exponential, type RawContent } from "@concordat/runtime";
import { createFakeClock } from "@concordat/runtime/fakes";
import { defineProperty } from "../property.ts";

const attempts = 3;

export const t30 = defineProperty({
  id: "T30",
  sentence:
    "what fails to the last attempt becomes a dead letter, whole and with its story, and the next of its key goes on",
  async holds(world) {
    const clock = createFakeClock();
    const store = createMemoryDeadLetters({ clock });
    const [address, group, witness] = [await world.address(), world.group(), world.group()];
    const bus = await world.bus(address, { clock, deadLetters: world.burying(group, store) });
    const transport = await world.open();
    const [poison, ...others] = world.messages(address, 5, ["k"]);
    assert.ok(poison);
    const { id: poisonous, type } = poison.event;
    const raws: RawContent[] = [];
    await world.consume(transport, { group: witness, addresses: [address] }, async ({ raw }) => {
      raws.push(raw);
    });
    await bus.consume(
      group,
      {
        [type]: async ({ id }) => {
          if (id === poisonous) throw new RangeError("planned: poison");
        },
      },
      { retry: exponential({ attempts }), layers: [world.recorded(group)] },
    );

    await world.store(transport, [poison, ...others]);
    await world.untilHandled(witness, 5);
    await world.until("those behind it are handled", async () => {
      await clock.advance(100);
      return world.handledBy(group).length === others.length;
    });

    const { entries } = await store.list();
    const [entry] = entries;
    assert.equal(entries.length, 1);
    assert.equal(entry?.event?.id, poisonous);
    assert.equal(entry.reason, "max_retries_exceeded");
    assert.equal(entry.attempts, attempts);
    assert.equal(entry.error.message, "planned: poison");
    assert.match(entry.error.stack ?? "", /t30-dead-letters/, "the stack of what was thrown");
    assert.deepEqual(Buffer.from(entry.raw.body), Buffer.from(raws[0]?.body ?? []), "the original bytes");
    const tries = world.deliveredTo(group).filter(({ id }) => id === poisonous).length;
    assert.equal(tries, attempts, "the handler was called as often as the policy says");
    world.verify({ groups: { [group]: [address], [witness]: [address] }, ordered: true, once: true });
  },
});
