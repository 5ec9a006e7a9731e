import assert from "node:assert/strict";
import { defineProperty } from "../property.ts";

export const t10 = defineProperty({
  id: "T10",
  sentence:
    "a transport that closes while messages are on their way tells of each whether it is stored, and it is",
  async holds(world) {
    const [publisher, reader] = [await world.open(), await world.open()];
    const [address, group] = [await world.address(), world.group()];
    const total = world.volume(1_000, 10_000);
    await world.consume(reader, { group, addresses: [address], order: "none", maxInFlight: 64 });

    const messages = world.messages(address, total);
    const publishes: Promise<unknown>[] = [];
    for (let from = 0; from < total; from += 20)
      publishes.push(world.publish(publisher, messages.slice(from, from + 20)));
    await publisher.close();
    await Promise.all(publishes);

    const answers = world.history.records.filter(({ did }) => did === "answer");
    assert.equal(answers.length, total, "each message has an answer");
    const stored = answers.filter((record) => record.did === "answer" && record.status === "stored").length;
    assert.ok(stored > 0, "some were stored before the transport closed");
    await world.untilHandled(group, stored);
    world.verify({ groups: { [group]: [address] } });
  },
});
