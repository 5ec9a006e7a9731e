import assert from "node:assert/strict";
import { createDeadLetters, createMemoryDeadLetters, createMemoryInbox, noRetry } from "@concordat/runtime";
import { createFakeClock } from "@concordat/runtime/fakes";
import { defineProperty } from "../property.ts";
import { sampleEvent } from "../sample-event.ts";

const [red, blue] = ["com.example.conformance.red", "com.example.conformance.blue"];

export const t31 = defineProperty({
  id: "T31",
  sentence:
    "dead letters are put back one by one, by a filter, or all, with one effect each; what fails again comes back, counted",
  async holds(world) {
    const clock = createFakeClock();
    const store = createMemoryDeadLetters({ clock });
    const [address, group] = [await world.address(), world.group()];
    const transport = await world.open();
    const bus = await world.bus(address, { clock, deadLetters: store });
    const deadLetters = createDeadLetters({ store, publish: (messages) => transport.publish(messages) });
    let isMended = false;
    const handler = ({ id }: { readonly id: string }) => {
      if (!isMended) throw new Error("planned: not mended yet");
      world.history.add({ did: "effect", id, group, member: "bus" });
    };
    await bus.consume(
      group,
      { [red]: handler, [blue]: handler },
      { retry: noRetry, inbox: createMemoryInbox({ clock }), layers: [world.recorded(group)] },
    );
    const messages = world.messages(address, 9).map((message, index) => ({
      ...message,
      event: sampleEvent(message.event.id, { type: index < 6 ? red : blue }),
    }));
    const pending = async () => (await store.list({ status: "pending" })).entries;

    await world.store(transport, messages);
    await world.until("all are dead letters", async () => (await pending()).length === 9);
    const first = (await pending()).find(({ event }) => event?.type === red);
    assert.ok(first);
    await deadLetters.reprocess(first.id);
    await world.until("it has failed again", async () => {
      const entry = await store.get(first.id);
      return entry?.status === "pending" && entry.reprocessCount === 1;
    });
    assert.equal((await pending()).length, 9, "the same entry, not another one");

    isMended = true;
    await deadLetters.reprocess(first.id);
    await world.untilHandled(group, 1);
    assert.equal((await deadLetters.reprocessAll({ type: blue })).reprocessed, 3);
    await world.until("the blue ones are handled", async () =>
      (await pending()).every(({ event }) => event?.type === red),
    );
    await deadLetters.reprocessAll();
    await world.untilHandled(group, 9);

    assert.deepEqual(await pending(), []);
    world.verify({ groups: { [group]: [address] } });
  },
});
