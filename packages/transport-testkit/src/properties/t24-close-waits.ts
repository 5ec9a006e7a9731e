import assert from "node:assert/strict";
import { defineProperty } from "../property.ts";

export const t24 = defineProperty({
  id: "T24",
  sentence: "closing waits for the handler that runs, for so long, and then gives its message back",
  async holds(world) {
    const transport = await world.open();
    const [address, group] = [await world.address(), world.group()];
    const options = { group, addresses: [address] };
    const gate = Promise.withResolvers<void>();
    const patient = await world.consume(transport, options, () => gate.promise);
    await world.store(transport, world.messages(address, 1));
    await world.until("it is being handled", () => world.deliveredTo(group).length === 1);
    let isClosed = false;
    const closing = patient.close({ graceMs: world.patienceMs }).then(() => {
      isClosed = true;
    });
    await anotherOneIsHandled();
    assert.ok(!isClosed, "it closed while a handler was running");
    gate.resolve();
    await closing;
    assert.equal(world.handledBy(group).length, 1);

    const hasty = await world.consume(transport, options, () => new Promise<void>(() => undefined));
    await world.store(transport, world.messages(address, 1));
    await world.until("the next one is being handled", () => world.deliveredTo(group).length === 2);
    await hasty.close({ graceMs: 50 });
    await world.consume(transport, options);
    await world.untilHandled(group, 2);

    world.verify({ groups: { [group]: [address] }, once: true });

    /** Time in which a transport that does not wait would have closed. */
    async function anotherOneIsHandled(): Promise<void> {
      const [elsewhere, witness] = [await world.address(), world.group()];
      const other = await world.consume(transport, { group: witness, addresses: [elsewhere] });
      await world.store(transport, world.messages(elsewhere, 1));
      await world.untilHandled(witness, 1);
      await other.close();
    }
  },
});
