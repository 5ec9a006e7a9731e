import type { CloudEvent } from "@concordat/cloudevents";
import { describeWithService } from "@concordat/test-services/vitest";
import { Kafka as CloudEventsKafka } from "cloudevents";
import { CompressionTypes } from "kafkajs";
import { expect, test } from "vitest";
import { plainClient, read, write } from "./testing/plain-client.ts";
import { reading, scene } from "./testing/scene.ts";

const timeout = 240_000;

const event: CloudEvent = {
  specversion: "1.0",
  id: "e-1",
  source: "/orders",
  type: "com.example.order.placed",
  subject: "größe/尺寸",
  time: "2026-01-25T09:00:00.123Z",
  datacontenttype: "application/json",
  tenant: "acme",
  data: { name: "Größe 🧭", total: 12.5 },
};

describeWithService("kafka", (kafka) => {
  test("a plain client reads what we write as the Kafka binding says", { timeout }, async () => {
    const { name, open, brokers } = scene(kafka());
    const [transport, address] = [await open(), name("written")];

    await transport.publish([{ address, key: "order 1", event, headers: { note: "ü" } }]);

    const { data, datacontenttype, ...attributes } = event;
    expect(await read(brokers, address, 1)).toEqual([
      {
        partition: expect.any(Number),
        offset: "0",
        key: "order 1",
        value: JSON.stringify(data),
        headers: {
          ...Object.fromEntries(Object.entries(attributes).map(([key, value]) => [`ce_${key}`, value])),
          "content-type": datacontenttype,
          note: "ü",
        },
      },
    ]);
  });

  test("an event without data has no value, and in structured mode it is all in the value", {
    timeout,
  }, async () => {
    const { name, open, brokers } = scene(kafka());
    const { data: _, datacontenttype: __, ...bare } = event;
    const [binary, structured] = [name("bare"), name("structured")];

    await (await open()).publish([{ address: binary, event: bare }]);
    await (await open({ mode: "structured" })).publish([{ address: structured, event }]);

    const [record] = await read(brokers, binary, 1);
    expect(record).toMatchObject({ value: null, headers: { ce_id: "e-1" } });
    const [whole] = await read(brokers, structured, 1);
    expect(whole?.headers).toEqual({ "content-type": "application/cloudevents+json" });
    expect(JSON.parse(whole?.value ?? "")).toEqual(event);
  });

  test("the SDK of the CloudEvents project reads what we write", { timeout }, async () => {
    const { name, open, brokers } = scene(kafka());
    const [transport, address] = [await open(), name("sdk")];
    await transport.publish([{ address, event }]);

    const [record] = await read(brokers, address, 1);
    const { value, headers } = record ?? { value: null, headers: {} };
    const theirs = CloudEventsKafka.toEvent({ key: null, value, headers, body: value } as never);

    expect(theirs).toMatchObject({
      id: "e-1",
      type: event.type,
      subject: event.subject,
      tenant: "acme",
      data: event.data,
    });
  });

  test.each([
    [
      "binary",
      {
        ce_specversion: "1.0",
        ce_id: "e-1",
        ce_source: "/orders",
        ce_type: "t",
        "content-type": "application/json",
      },
      '{"a":1}',
    ],
    [
      "structured",
      { "content-type": "application/cloudevents+json; charset=utf-8" },
      '{"specversion":"1.0","id":"e-1","source":"/orders","type":"t","datacontenttype":"application/json","data":{"a":1}}',
    ],
  ])("an event that a plain client wrote in %s mode is one", { timeout }, async (_, headers, value) => {
    const { name, open, brokers } = scene(kafka());
    const [transport, address] = [await open(), name("foreign")];
    const reader = await reading(transport, { group: name("g"), addresses: [address] });

    await write(
      brokers,
      address,
      [{ key: "k", value, headers: { ...headers, note: "ü" } }],
      CompressionTypes.GZIP,
    );
    await reader.until(1);

    expect(reader.deliveries[0]).toMatchObject({
      key: "k",
      headers: { note: "ü" },
      content: {
        event: {
          id: "e-1",
          source: "/orders",
          type: "t",
          datacontenttype: "application/json",
          data: { a: 1 },
        },
      },
    });
  });

  test("what is no event is delivered all the same, with what is wrong with it", { timeout }, async () => {
    const { name, open, brokers } = scene(kafka());
    const [transport, address] = [await open(), name("noevent")];
    const reader = await reading(transport, { group: name("g"), addresses: [address] });

    await write(brokers, address, [{ value: "just text" }, { key: "gone", value: null }]);
    await reader.until(2);

    for (const { content } of reader.deliveries)
      expect(content).toMatchObject({
        event: undefined,
        violations: expect.arrayContaining([expect.anything()]),
      });
    expect(String(reader.deliveries.find(({ key }) => key === undefined)?.raw.body)).toBe(
      String(new TextEncoder().encode("just text")),
    );
  });

  test("a key goes to the partition to which other clients send it", { timeout }, async () => {
    const { name, open, brokers } = scene(kafka());
    const [transport, address] = [await open(), name("partitions")];
    const keys = Array.from({ length: 20 }, (_, number) => `schlüssel ${number}`);
    await transport.publish(keys.map((key) => ({ address, key, event })));
    await write(
      brokers,
      address,
      keys.map((key) => ({ key, value: "theirs" })),
    );

    const records = await read(brokers, address, 40);

    expect(new Set(records.map(({ partition }) => partition)).size).toBe(3);
    for (const key of keys)
      expect(
        new Set(records.filter((record) => record.key === key).map(({ partition }) => partition)).size,
      ).toBe(1);
  });

  test("records of a transaction come when it is committed, and never when it was aborted", {
    timeout,
  }, async () => {
    const { name, open, brokers } = scene(kafka());
    const [transport, topic] = [await open(), name("transactions")];
    const reader = await reading(transport, { group: name("g"), addresses: [topic] });
    const producer = plainClient(brokers).producer({
      transactionalId: topic,
      maxInFlightRequests: 1,
      idempotent: true,
    });
    await producer.connect();
    for (const value of ["aborted 1", "committed 1", "aborted 2", "committed 2"]) {
      const transaction = await producer.transaction();
      await transaction.send({
        topic,
        messages: [
          { key: "k", value },
          { key: "k", value: `${value} too` },
        ],
      });
      await (value.startsWith("aborted") ? transaction.abort() : transaction.commit());
    }
    await producer.disconnect();
    await transport.publish([{ address: topic, key: "k", event }]);
    await reader.until(5);

    expect(reader.deliveries.slice(0, 4).map(({ raw }) => Buffer.from(raw.body).toString())).toEqual([
      "committed 1",
      "committed 1 too",
      "committed 2",
      "committed 2 too",
    ]);
  });
});
