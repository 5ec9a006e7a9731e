import assert from "node:assert/strict";
import { isConcordatError } from "@concordat/errors";
import { defineProperty } from "../property.ts";

const maxInFlight = 8;
const mebibyte = 1_048_576;

export const t33 = defineProperty({
  id: "T33",
  sentence:
    "a slow reader has no more in its hands than it asked for, and its publisher waits, is told, or is stored",
  async holds(world) {
    const transport = await world.open();
    const [address, group] = [await world.address(), world.group()];
    const total = world.volume(5_000, 5_000);
    let inFlight = 0;
    let most = 0;
    const before = process.memoryUsage().rss;
    let growth = 0;
    await world.consume(transport, { group, addresses: [address], order: "none", maxInFlight }, async () => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      // Slower than any publisher, without a clock: each waits for others to have their turns.
      for (let turn = 0; turn < 5; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
      growth = Math.max(growth, process.memoryUsage.rss() - before);
      inFlight -= 1;
    });

    const waiting = world.messages(address, total);
    await world.until("all are stored", async () => {
      const portion = waiting.splice(0, 500);
      const results = await world.publish(transport, portion);
      for (const [index, result] of results.entries()) {
        if (result.status === "stored") continue;
        const isTold = isConcordatError(result.error) && result.error.code === "BACKPRESSURE_LIMIT";
        assert.ok(isTold, `${portion[index]?.event.id} was ${result.status}: ${result.error.message}`);
        waiting.push(...portion.slice(index, index + 1));
      }
      return waiting.length === 0;
    });
    await world.untilHandled(group, total);

    assert.ok(most <= maxInFlight, `${most} were in its hands, and it asked for ${maxInFlight}`);
    assert.ok(growth < 150 * mebibyte, `memory grew by ${Math.round(growth / mebibyte)} MiB`);
    world.verify({ groups: { [group]: [address] } });
  },
});
