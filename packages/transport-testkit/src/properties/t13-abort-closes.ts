import { defineProperty } from "../property.ts";

export const t13 = defineProperty({
  id: "T13",
  sentence: "aborting the signal of a subscription closes it, and what it had in its hands comes back",
  async holds(world) {
    const transport = await world.open();
    const [address, group] = [await world.address(), world.group()];
    const abort = new AbortController();
    const options = { group, addresses: [address], maxInFlight: 20 };
    const subscription = await world.consume(
      transport,
      { ...options, signal: abort.signal },
      () => new Promise<void>(() => undefined),
    );

    await world.store(transport, world.messages(address, 20));
    await world.until("all are in its hands", () => world.deliveredTo(group).length === 20);
    abort.abort();
    await subscription.closed;
    await world.consume(transport, options);
    await world.untilHandled(group, 20);

    world.verify({ groups: { [group]: [address] } });
  },
});
