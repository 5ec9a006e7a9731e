import { redisBinding } from "@concordat/cloudevents";
import { describeWithService } from "@concordat/test-services/vitest";
import { expect, test } from "vitest";
import { eventOf } from "./testing/event-of.ts";
import { createCollector, setScene } from "./testing/scene.ts";

describeWithService("redis", (redis) => {
  test("a plain client reads what was written here as a CloudEvent, field by field", async (context) => {
    const { address, entries, open, message } = await setScene(redis(), context);
    const transport = await open({ partitions: 1 });
    await transport.publish([message("e1", { key: "k", headers: { note: "x" } })]);

    const [entry] = await entries(address);
    expect(entry?.fields).toEqual({
      ce_specversion: "1.0",
      ce_id: "e1",
      ce_source: "/shop",
      ce_type: "com.example.order.placed",
      ce_time: "2026-01-25T09:00:00Z",
      "content-type": "application/json",
      data: '{"id":"e1"}',
      h_note: "x",
      key: "k",
    });
  });

  test("in structured mode there are two fields, and one of them is the event", async (context) => {
    const { address, entries, open, message } = await setScene(redis(), context);
    await (await open({ partitions: 1, mode: "structured" })).publish([message("e1")]);

    const [entry] = await entries(address);
    const { data = "", ...rest } = { ...entry?.fields };
    expect(rest).toEqual({ "content-type": "application/cloudevents+json" });
    expect(JSON.parse(data)).toEqual(eventOf("e1"));
  });

  test.for(["binary", "structured"] as const)(
    "what a plain client writes in %s mode is read here",
    async (mode, context) => {
      const { address, client, open } = await setScene(redis(), context);
      const transport = await open();
      const { handler, until, came } = createCollector();
      await transport.subscribe({ group: "g", addresses: [address] }, handler);

      const { fields } = redisBinding.encode(eventOf("e1"), mode);
      const words = Object.entries(fields).flatMap(([name, value]) => [name, Buffer.from(value)]);
      await client.sendCommand(["XADD", `${address}:p5`, "*", ...words, "trace", "abc"]);
      await until(1);

      expect(came[0]?.content).toEqual({ event: eventOf("e1") });
      expect(came[0]?.headers).toEqual({ trace: "abc" });
      expect(came[0]?.key).toBeUndefined();
      expect(came[0]?.position).toMatch(/^5\/\d+-\d+$/);
    },
  );

  test("a message of the event bus, as a service in another language writes it, is read here", async (context) => {
    const { address, client, open } = await setScene(redis(), context);
    const transport = await open();
    const { handler, until, came } = createCollector();
    await transport.subscribe({ group: "g", addresses: [address] }, handler);
    await client.xAdd(`${address}:p0`, "*", {
      event_id: "0d9f8a34-6f1e-4c58-9a7b-2f4f1f6f7a01",
      event_type: "UserRegistered",
      aggregate_id: "user_123",
      aggregate_type: "User",
      version: "1",
      event_data: '{"name":"Yuna"}',
      metadata:
        '{"category":"domain_event","priority":"normal","timestamp":"2025-06-08T12:00:00Z","retry_count":0,"max_retries":3}',
    });
    await until(1);

    expect(came[0]?.key).toBe("user_123");
    expect(came[0]?.content.event).toMatchObject({
      type: "UserRegistered",
      source: "/eventbus/User",
      subject: "user_123",
      data: { name: "Yuna" },
    });
  });
});
