import type { CloudEvent } from "@concordat/cloudevents";
import { createMemoryDeadLetters, systemClock, type Transport } from "@concordat/runtime";
import { openConfiguredTransport } from "@concordat/runtime/configured";
import { createBus, events, ignoreOthers } from "@concordat/sdk";
import { useService } from "@concordat/test-services";
import { expect, test } from "vitest";
import { type Broker, brokers } from "./brokers.ts";

const patience = 600_000;
type Context = Parameters<typeof useService>[1];

async function open(broker: Broker, context: Context): Promise<Transport> {
  const service = await useService(broker.service, { exclusive: true, test: context as never });
  const environment = { CONCORDAT_TRANSPORT: broker.transport, ...broker.environment(service) };
  return openConfiguredTransport({ environment, folder: import.meta.dirname });
}

const event: CloudEvent = {
  specversion: "1.0",
  id: "ä/1 2%",
  source: "/oms/main",
  type: "com.foundry.oms.objecttype.created",
  subject: "object_type/Größe",
  time: "2026-01-25T09:00:00.123Z",
  datacontenttype: "application/json",
  dataschema: "https://schemas.concordat.example/oms/objecttype/created/1.1.0.json",
  partition: "Größe",
  correlationid: "story-1",
  causationid: "cause-1",
  sequencenumber: 7,
  branch: "main",
  commit: "0af7651",
  author: "jörg",
  tenant: "t-1",
  traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
  tracestate: "a=1,b=2",
  data: { name: "Größe \u{1f40b}", nested: [1, 2.5, null, true, { "": "leer" }], text: 'a"b\\c\nd' },
};

test("one event goes over all brokers, one after the other, and is the same in the end", {
  timeout: patience,
}, async (context) => {
  const transports = await Promise.all(brokers.map((broker) => open(broker, context)));
  const [first] = transports as [Transport, ...Transport[]];
  const arrived = Promise.withResolvers<CloudEvent>();
  for (const [index, transport] of transports.entries()) {
    const next = transports[index + 1];
    await transport.subscribe({ group: "carrier", addresses: ["there"] }, async ({ content, key }) => {
      const to = next ?? first;
      await to.publish([
        {
          address: next === undefined ? "back" : "there",
          event: content.event as CloudEvent,
          ...(key && { key }),
        },
      ]);
    });
  }
  await first.subscribe({ group: "home", addresses: ["back"] }, async ({ content }) => {
    if (content.event !== undefined) arrived.resolve(content.event);
  });

  await first.publish([{ address: "there", key: "Größe", event }]);

  expect({ ...(await arrived.promise) }).toEqual(event);
  await Promise.all(transports.map((transport) => transport.close()));
});

test.for(brokers)(
  "over $transport what breaks its contract is neither sent nor handled",
  { timeout: patience },
  async (broker, context) => {
    const transport = await open(broker, context);
    const deadLetters = createMemoryDeadLetters({ clock: systemClock });
    await using bus = createBus({ transport, source: "/oms/main", deadLetters });
    const handled: string[] = [];
    await bus.consume("indexer", {
      ...ignoreOthers,
      objectTypeCreated: ({ id }) => void handled.push(id),
    });

    expect(() => events.objectTypeCreated({ name: "" })).toThrow("/data/name must have at least 1 character");
    // Past the SDK, as a stranger would.
    const stranger = (id: string, data: unknown) => ({
      address: "oms.objecttype.created",
      event: { ...event, id, data },
    });
    await transport.publish([
      stranger("bad", { name: "" }),
      stranger("good", { name: "User", new_member: 1 }),
    ]);

    await expect
      .poll(async () => [handled[0], (await deadLetters.stats()).total], { timeout: patience })
      .toEqual(["good", 1]);
    const [{ event: dead, reason, error } = {}] = (await deadLetters.list()).entries;
    expect([dead?.id, reason, error?.message]).toEqual([
      "bad",
      "schema_validation_error",
      expect.stringContaining("/data/name must have at least 1 character"),
    ]);
  },
);
