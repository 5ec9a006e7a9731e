import { createBus, type DeadLetter, deadLetterAddress, noRetry } from "@concordat/runtime";
import { describeWithService } from "@concordat/test-services/vitest";
import { expect, test } from "vitest";
import { eventOf } from "../testing/event-of.ts";
import { createCollector, setScene } from "../testing/scene.ts";
import { eventBusDeadLetters } from "./addresses.ts";
import { groupName } from "./group-name.ts";

const event = { ...eventOf("e1", { name: "Yuna" }), type: "UserRegistered", subject: "user_123" };

describeWithService("redis", (redis) => {
  test("a message stands in its stream with all fields, and its checksum is that of its data", async (context) => {
    const { address: unique, client, entries, open } = await setScene(redis(), context);
    const address = `events:${unique}:normal`;
    const transport = await open({ format: "domain-event" });
    await transport.publish([{ address, key: "user_123", event }]);

    const streams = (await client.keys(`${address}:*`)).toSorted();
    expect(streams).toEqual(Array.from({ length: 8 }, (_, partition) => `${address}:p${partition}`));
    const found = (await Promise.all(streams.map(entries))).flat();
    expect(found.map(({ fields }) => Object.keys(fields))).toEqual([
      ["event_id", "event_type", "aggregate_id", "aggregate_type", "version", "event_data", "metadata"],
    ]);
  });

  test("data that was changed in Redis is refused, and is a dead letter for that reason", async (context) => {
    const { address: unique, client, entries, open } = await setScene(redis(), context);
    const address = `events:${unique}:normal`;
    const transport = await open({ format: "domain-event", partitions: 1 });
    const buried = Promise.withResolvers<DeadLetter>();
    const bus = createBus({
      source: "/test",
      transport,
      addressOf: () => address,
      deadLetters: { put: async (letter) => buried.resolve(letter) },
    });
    context.onTestFinished(() => bus.close({ graceMs: 0 }));
    await transport.publish([{ address, event }]);
    const [entry] = await entries(address);
    await client.xDel(address, entry?.id ?? "");
    await client.xAdd(address, "*", { ...entry?.fields, event_data: '{"name":"Mallory"}' });
    const handled: string[] = [];
    const group = groupName({ service: "billing", handlerType: "projection_handlers" });

    await bus.consume(group, { UserRegistered: ({ id }) => void handled.push(id) }, { from: "start" });

    const { reason, group: inGroup, raw } = await buried.promise;
    expect({ reason, inGroup }).toEqual({
      reason: "checksum_mismatch",
      inGroup: "defense_allies_billing_projection_handlers",
    });
    expect(raw.headers.event_type).toBe("UserRegistered");
    expect(Buffer.from(raw.body).toString()).toBe('{"name":"Mallory"}');
    expect(handled).toEqual([]);
  });

  test("dead letters may stay in Redis, in the stream of their category, whole and with their reason", async (context) => {
    const { address: unique, open } = await setScene(redis(), context);
    const address = `events:${unique}:normal`;
    const transport = await open({ format: "domain-event" });
    const letters = createCollector();
    await transport.subscribe({ group: "clerk", addresses: [`events:${unique}:dlq`] }, letters.handler);
    const bus = createBus({
      source: "/test",
      transport,
      addressOf: () => address,
      deadLetters: deadLetterAddress({
        publish: (messages) => transport.publish(messages),
        addressOf: eventBusDeadLetters,
      }),
    });
    context.onTestFinished(() => bus.close({ graceMs: 0 }));
    await bus.consume(
      "billing",
      {
        UserRegistered: () => {
          throw new RangeError("planned");
        },
      },
      { retry: noRetry },
    );
    await transport.publish([{ address, key: "user_123", event, headers: { note: "x" } }]);
    await letters.until(1);

    const [letter] = letters.came;
    expect(letter?.key).toBe("user_123");
    expect(letter?.content.event).toMatchObject({ id: "e1", data: { name: "Yuna" } });
    expect(letter?.headers).toMatchObject({
      note: "x",
      "dead-letter-reason": "max_retries_exceeded",
      "dead-letter-address": address,
      "dead-letter-message": "planned",
    });
  });
});
