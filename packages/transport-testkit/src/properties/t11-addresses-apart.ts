import assert from "node:assert/strict";
import { defineProperty } from "../property.ts";

export const t11 = defineProperty({
  id: "T11",
  sentence: "what is published at one address is not read at another",
  async holds(world) {
    const transport = await world.open();
    const [one = "", other = ""] = await world.addresses(2);
    const [ofOne, ofOther] = [world.group(), world.group()];
    await world.consume(transport, { group: ofOne, addresses: [one] });
    await world.consume(transport, { group: ofOther, addresses: [other] });

    await world.store(transport, world.messages(one, 50));
    await world.untilHandled(ofOne, 50);
    assert.equal(world.deliveredTo(ofOther).length, 0, "nothing came from the other address");
    await world.store(transport, world.messages(other, 50));
    await world.untilHandled(ofOther, 50);

    world.verify({ groups: { [ofOne]: [one], [ofOther]: [other] }, once: true });
  },
});
