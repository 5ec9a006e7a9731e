import assert from "node:assert/strict";
import { createMemoryInbox, type RawContent } from "@concordat/runtime";
import { createFakeClock } from "@concordat/runtime/fakes";
import { defineProperty, unlessPromised } from "../property.ts";

const key = "k";
const windowMs = 60_000;
const byTransport = { name: "by the transport itself", exempt: unlessPromised("dedupeWindowMs") };

export const t32 = defineProperty({
  id: "T32",
  sentence:
    "an event that is delivered twice has one effect within the window of the inbox, and another one after it",
  part: byTransport,
  async holds(world) {
    const clock = createFakeClock();
    const [address, group, other] = [await world.address(), world.group(), world.group()];
    const [transport, inbox] = [await world.open(), createMemoryInbox({ clock, windowMs })];
    const bus = await world.bus(address, { clock });
    const [message] = world.messages(address, 1, [key]);
    assert.ok(message);
    const { id, type } = message.event;
    const raws: RawContent[] = [];
    await bus.consume(
      group,
      { [type]: (event) => world.history.add({ did: "effect", id: event.id, group, member: "bus" }) },
      { inbox, layers: [world.recorded(group)] },
    );
    await world.consume(transport, { group: other, addresses: [address] }, async ({ raw }) => {
      raws.push(raw);
    });
    /** As a broker or a relay repeats it: the same bytes once more. */
    const repeat = async () => {
      const before = raws.length;
      await transport.publish(raws.slice(0, 1).map((raw) => ({ address, key, raw })));
      await world.until("the repetition was delivered", () => raws.length > before);
    };

    await world.store(transport, [message]);
    await world.untilHandled(group, 1);
    await world.untilHandled(other, 1);
    await repeat();
    // Behind it under the same key, so that the repetition was seen when this one is handled.
    const behind = world.messages(address, 1, [key]);
    await world.store(transport, behind);
    await world.untilHandled(group, 2);
    world.verify({ groups: { [group]: [address] } });

    await clock.advance(windowMs);
    await repeat();
    await world.until("it is a first again, after the window", () => effectsOf(id) === 2);

    function effectsOf(event: string): number {
      return world.history.records.filter((record) => record.did === "effect" && record.id === event).length;
    }
    if (byTransport.exempt(transport.capabilities) !== undefined) return;
    const [again] = await world.publish(transport, [message]);
    assert.deepEqual(again, { ...again, status: "stored", isDuplicate: true });
  },
});
