import assert from "node:assert/strict";
import type { Delivery } from "@concordat/runtime";
import { defineProperty } from "../property.ts";

export const t23 = defineProperty({
  id: "T23",
  sentence: "what a handler changes in a delivery, neither the next attempt nor another group sees",
  async holds(world) {
    const transport = await world.open();
    const [address, spoiler, other] = [await world.address(), world.group(), world.group()];
    const seen: string[] = [];
    // Not by how many were seen: the other group may be first.
    let isSpoilt = false;
    await world.consume(transport, { group: spoiler, addresses: [address] }, async (delivery) => {
      seen.push(factsOf(delivery));
      if (isSpoilt) return;
      isSpoilt = true;
      for (const part of [delivery.headers, delivery.raw.headers, delivery.content.event?.data])
        spoil(part as Record<string, unknown>);
      delivery.raw.body.fill(0);
      throw new Error("planned: not yet");
    });
    await world.consume(transport, { group: other, addresses: [address] }, async (delivery) => {
      seen.push(factsOf(delivery));
    });

    const [message] = world.messages(address, 1);
    assert.ok(message);
    await world.store(transport, [{ ...message, headers: { note: "as it was" } }]);
    for (const group of [spoiler, other]) await world.untilHandled(group, 1);

    assert.equal(seen.length, 3);
    assert.deepEqual(new Set(seen).size, 1, "all three saw the same");
    world.verify({ groups: { [spoiler]: [address], [other]: [address] } });
  },
});

function factsOf({ headers, raw, content }: Delivery): string {
  return JSON.stringify([headers, raw.headers, [...raw.body], content.event]);
}

/** As far as it lets itself be changed. */
function spoil(target: Record<string, unknown> | undefined): void {
  if (target === undefined || Object.isFrozen(target)) return;
  for (const name of Object.keys(target)) target[name] = "spoilt";
  target.added = "spoilt";
}
