import { describeWithService } from "@concordat/test-services/vitest";
import { expect, test } from "vitest";
import { groupName } from "./event-bus/group-name.ts";
import { createCollector, idOf, setScene } from "./testing/scene.ts";

const ids = (count: number) => Array.from({ length: count }, (_, index) => String(index));
const handlers = { service: "billing", handlerType: "saga_handlers" } as const;

describeWithService("redis", (redis) => {
  test("two instances of a service split a thousand events, all handled and none by both", async (context) => {
    const { address, open, message } = await setScene(redis(), context);
    const group = groupName(handlers);
    const all = createCollector();
    const byInstance: [string[], string[]] = [[], []];
    for (const handled of byInstance)
      await (await open()).subscribe({ group, addresses: [address] }, (delivery) => {
        handled.push(idOf(delivery));
        return all.handler(delivery);
      });

    await (await open()).publish(ids(1_000).map((id) => message(id)));
    await all.until(1_000);

    expect(all.ids().toSorted()).toEqual(ids(1_000).toSorted());
    expect(byInstance.every(({ length }) => length > 0)).toBe(true);
  });

  test("instances that are groups of their own get all events each", async (context) => {
    const { address, open, message } = await setScene(redis(), context);
    const instances = ["node_001", "node_002"].map((instance) => ({
      group: groupName({ ...handlers, scope: "instance", instance }),
      collector: createCollector(),
    }));
    for (const { group, collector } of instances)
      await (await open()).subscribe({ group, addresses: [address] }, collector.handler);

    await (await open()).publish(ids(100).map((id) => message(id)));

    for (const { collector } of instances) {
      await collector.until(100);
      expect(collector.ids().toSorted()).toEqual(ids(100).toSorted());
    }
  });

  test("ten thousand events over fifty keys are handled in the order of each key by four instances, of which one comes late and one leaves early", async (context) => {
    const { address, open, message } = await setScene(redis(), context);
    const handled = new Map<string, number[]>();
    const all = createCollector(async (delivery) => {
      const id = Number(idOf(delivery));
      // Some take longer than others, so that order is not there by luck.
      if (id % 7 === 0) await new Promise<void>((resolve) => setImmediate(resolve));
      if (id % 101 === 0 && delivery.attempt === 1) throw new Error("planned");
      const key = delivery.key ?? "";
      handled.set(key, [...(handled.get(key) ?? []), id]);
    });
    const total = () => [...handled.values()].reduce((sum, { length }) => sum + length, 0);
    const join = async () =>
      (await open()).subscribe({ group: "billing", addresses: [address] }, all.handler);
    const [leaving] = [await join(), await join(), await join()];
    const publisher = await open();
    const publish = async (from: number, count: number) => {
      for (let sent = from; sent < from + count; sent += 500) {
        const messages = ids(500).map((id) =>
          message(String(sent + Number(id)), { key: `key ${Number(id) % 50}` }),
        );
        await publisher.publish(messages);
      }
    };

    await publish(0, 3_000);
    await join();
    await publish(3_000, 3_000);
    await leaving.close();
    await publish(6_000, 4_000);
    for (let came = all.came.length; total() < 10_000; came = all.came.length)
      await Promise.race([all.until(came + 1), new Promise<void>((resolve) => setTimeout(resolve, 10))]);

    expect(handled.size).toBe(50);
    for (const [key, order] of handled)
      expect(order, key).toEqual(order.toSorted((one, other) => one - other));
    expect(total()).toBe(10_000);
  });

  test("what is published while a service is down is delivered when it is back, and what it had in its hands again", async (context) => {
    const { address, open, message } = await setScene(redis(), context);
    const reading = { group: "billing", addresses: [address] };
    const before = createCollector(() => new Promise(() => undefined));
    const crashing = await open();
    const member = await crashing.subscribe(reading, before.handler);
    const publisher = await open();
    await publisher.publish([message("1", { key: "k" })]);
    await before.until(1);
    await member.close({ graceMs: 0 });
    await publisher.publish([message("2", { key: "k" })]);

    const after = createCollector();
    await (await open()).subscribe(reading, after.handler);
    await after.until(2);

    expect(after.attempts()).toEqual(["1:2", "2:1"]);
  });

  test("how far a group is behind is what it has not handled, wherever that is", async (context) => {
    const { address, open, message } = await setScene(redis(), context);
    const transport = await open();
    const gate = Promise.withResolvers<void>();
    const { handler, until } = createCollector(() => gate.promise);
    await transport.subscribe({ group: "slow", addresses: [address], maxInFlight: 2 }, handler);
    await transport.publish(ids(1_000).map((id) => message(id)));
    await until(2);

    expect(await transport.lag?.()).toEqual([{ group: "slow", address, unread: 1_000 }]);
    expect((await transport.health()).details).toMatchObject({ lag: [{ group: "slow", unread: 1_000 }] });
    gate.resolve();
    await until(1_000);
    while ((await transport.lag?.())?.[0]?.unread !== 0)
      await new Promise((resolve) => setTimeout(resolve, 5));
  });
});
