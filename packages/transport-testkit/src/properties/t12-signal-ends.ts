import assert from "node:assert/strict";
import { defineProperty } from "../property.ts";

export const t12 = defineProperty({
  id: "T12",
  sentence: "the signal of a delivery is aborted once it is handled, given back or closed, and not before",
  async holds(world) {
    const transport = await world.open();
    const [address, group] = [await world.address(), world.group()];
    const signals: { readonly signal: AbortSignal; readonly wasAborted: boolean }[] = [];
    const subscription = await world.consume(
      transport,
      { group, addresses: [address], maxInFlight: 1 },
      async ({ signal }) => {
        signals.push({ signal, wasAborted: signal.aborted });
        if (signals.length === 1) throw new Error("planned: given back");
        if (signals.length === 3) await new Promise(() => undefined);
      },
    );

    await world.store(transport, world.messages(address, 1));
    await world.until("one failed and was handled", () => signals.length === 2);
    await world.store(transport, world.messages(address, 1));
    await world.until("the last one hangs", () => signals.length === 3);
    assert.equal(signals[2]?.signal.aborted, false, "what is being handled is not aborted");
    await subscription.close({ graceMs: 0 });

    assert.deepEqual(
      signals.map(({ signal, wasAborted }) => [wasAborted, signal.aborted]),
      Array(3).fill([false, true]),
    );
  },
});
