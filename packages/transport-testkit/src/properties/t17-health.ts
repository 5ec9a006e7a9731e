import assert from "node:assert/strict";
import { defineProperty, unlessPromised } from "../property.ts";

const brokerDeath = {
  name: "the broker dies",
  exempt: unlessPromised("reconnects"),
};

export const t17 = defineProperty({
  id: "T17",
  sentence:
    "opening twice does no harm, and health tells the truth: of an open one, a closed one, a dead broker",
  part: brokerDeath,
  stopsBroker: true,
  async holds(world) {
    const [one, other] = [await world.open(), await world.open()];
    assert.equal((await one.health()).status, "healthy");
    assert.equal((await other.health()).status, "healthy");

    await one.close();
    await one.close();
    assert.equal((await one.health()).status, "unhealthy", "closed");
    assert.equal((await other.health()).status, "healthy", "the other one is open");
    await assert.rejects(one.publish([]), "a closed one takes nothing");

    if (brokerDeath.exempt(other.capabilities) !== undefined) return;
    await world.broker.stop();
    assert.notEqual((await other.health()).status, "healthy", "the broker is dead");
    await world.broker.start();
    await world.until("health is good again", async () => (await other.health()).status === "healthy");
  },
});
