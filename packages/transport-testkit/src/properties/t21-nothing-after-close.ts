import assert from "node:assert/strict";
import { defineProperty } from "../property.ts";

export const t21 = defineProperty({
  id: "T21",
  sentence: "once closing a subscription has begun, nothing more is handed to it",
  async holds(world) {
    const transport = await world.open();
    const [address, stopped, witness] = [await world.address(), world.group(), world.group()];
    const subscription = await world.consume(transport, { group: stopped, addresses: [address] });
    await world.consume(transport, { group: witness, addresses: [address] });
    await world.store(transport, world.messages(address, 100));
    await world.until("it has begun", () => world.deliveredTo(stopped).length > 0);

    const closing = subscription.close();
    const atClose = world.deliveredTo(stopped).length;
    await world.store(transport, world.messages(address, 100));
    await closing;
    await world.untilHandled(witness, 200);

    assert.equal(world.deliveredTo(stopped).length, atClose, "deliveries after close was called");
    world.verify({ groups: { [witness]: [address] } });
  },
});
