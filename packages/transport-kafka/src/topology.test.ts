import type { CloudEvent } from "@concordat/cloudevents";
import { describeWithService } from "@concordat/test-services/vitest";
import { expect, test } from "vitest";
import { openKafkaTransport } from "./kafka-transport.ts";
import { createTopic, deleteTopics, plainClient } from "./testing/plain-client.ts";
import { reading, scene } from "./testing/scene.ts";

const timeout = 240_000;
const event: CloudEvent = { specversion: "1.0", id: "1", source: "/s", type: "t", data: { a: 1 } };

describeWithService("kafka", (kafka) => {
  test("by default nothing is created: a topic that is not there is told", { timeout }, async () => {
    const { name, open, brokers } = scene(kafka());
    const address = name("missing");
    await expect(open({ provision: "check", addresses: [address] })).rejects.toMatchObject({
      code: "TOPOLOGY_MISSING",
    });

    const transport = await open({ provision: "check" });
    expect(await transport.publish([{ address, event }])).toMatchObject([
      { status: "refused", error: { code: "TOPOLOGY_MISSING" } },
    ]);
    const subscribing = transport.subscribe(
      { group: name("g"), addresses: [address] },
      async () => undefined,
    );
    await expect(subscribing).rejects.toMatchObject({ code: "TOPOLOGY_MISSING" });

    await createTopic(brokers, address);
    expect(await transport.publish([{ address, event }])).toMatchObject([{ status: "stored" }]);
  });

  test("a topic is created as it is asked for, once, and said to be", { timeout }, async () => {
    const { name, open, brokers, lines } = scene(kafka());
    const address = name("created");
    const topics = { partitions: 5, replicationFactor: 1, config: { "retention.ms": 86_400_000 } };
    for (let round = 0; round < 2; round += 1) await open({ addresses: [address], topics });

    const admin = plainClient(brokers).admin();
    await admin.connect();
    const { topics: found } = await admin.fetchTopicMetadata({ topics: [address] });
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: 2, name: address, configNames: ["retention.ms"] }],
    });
    await admin.disconnect();
    expect(found[0]?.partitions).toHaveLength(5);
    expect(resources[0]?.configEntries[0]).toMatchObject({ configValue: "86400000" });
    expect(lines.filter(({ message }) => message.includes("created"))).toHaveLength(1);
  });

  test("what is said of one topic goes before what is said of all, setting by setting", {
    timeout,
  }, async () => {
    const { name, open, brokers, lines } = scene(kafka());
    const [usual, own, there] = [name("usual"), name("own"), await createTopic(brokers, name("there"))];
    const topics = {
      partitions: 3,
      config: { "retention.ms": 86_400_000, "max.message.bytes": 50_000 },
      byName: {
        [own]: { partitions: 5, replicationFactor: 1, config: { "retention.ms": 3_600_000 } },
        [there]: { partitions: 4 },
      },
    };
    await open({ addresses: [usual, own, there], topics });

    const admin = plainClient(brokers).admin();
    await admin.connect();
    const { topics: found } = await admin.fetchTopicMetadata({ topics: [usual, own] });
    const configNames = ["max.message.bytes", "retention.ms"];
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [usual, own].map((topic) => ({ type: 2, name: topic, configNames })),
    });
    await admin.disconnect();
    const told = (topic: string) => [
      found.find((each) => each.name === topic)?.partitions.length,
      ...(resources.find(({ resourceName }) => resourceName === topic)?.configEntries ?? [])
        .toSorted((one, other) => (one.configName < other.configName ? -1 : 1))
        .map(({ configValue }) => configValue),
    ];
    expect(told(usual)).toEqual([3, "50000", "86400000"]);
    expect(told(own)).toEqual([5, "50000", "3600000"]);
    // One that is there is used as it is, and held against what is said of it.
    expect(lines.filter(({ level }) => level === "warn")).toMatchObject([
      { fields: { topic: there, wanted: { partitions: 4, replicas: 1 } } },
    ]);
  });

  test("two that create one topic at once both have it", { timeout }, async () => {
    const { name, open } = scene(kafka());
    const address = name("both");

    const transports = await Promise.all([open({ addresses: [address] }), open({ addresses: [address] })]);

    for (const transport of transports)
      expect(await transport.publish([{ address, event }])).toMatchObject([{ status: "stored" }]);
  });

  test("a topic that is there is used as it is, and it is told what new ones would be", {
    timeout,
  }, async () => {
    const { name, open, brokers, lines } = scene(kafka());
    const address = await createTopic(brokers, name("other"), { partitions: 2 });
    await open({ addresses: [address], topics: { partitions: 6 } });

    expect(lines).toContainEqual({
      level: "warn",
      message: expect.stringContaining("set up otherwise"),
      fields: {
        topic: address,
        found: { partitions: 2, replicas: 1 },
        wanted: { partitions: 6, replicas: 1 },
      },
    });
  });

  test("a topic that does not take what the transport is told to take is a mismatch", {
    timeout,
  }, async () => {
    const { name, open, brokers } = scene(kafka());
    const address = await createTopic(brokers, name("small"), { config: { "max.message.bytes": "10000" } });

    await expect(open({ addresses: [address], messageBytes: 20_000 })).rejects.toMatchObject({
      code: "TOPOLOGY_MISMATCH",
    });
  });

  test("what a topic does not take is refused message by message, and the rest is stored", {
    timeout,
  }, async () => {
    const { name, open, brokers } = scene(kafka());
    const address = await createTopic(brokers, name("small"), {
      partitions: 1,
      config: { "max.message.bytes": "4000" },
    });
    const transport = await open();
    const sized = (letters: number) => ({ address, event: { ...event, data: "x".repeat(letters) } });

    const results = await transport.publish([sized(1_500), sized(9_000), sized(1_500), sized(1_500)]);

    expect(results.map(({ status }) => status)).toEqual(["stored", "refused", "stored", "stored"]);
    expect(results[1]).toMatchObject({ error: { code: "LIMIT_EVENT_BYTES" } });
  });

  test("what a compacted topic takes only with a key is refused alone", { timeout }, async () => {
    const { name, open, brokers } = scene(kafka());
    const address = await createTopic(brokers, name("compact"), {
      partitions: 1,
      config: { "cleanup.policy": "compact" },
    });
    const transport = await open();

    const results = await transport.publish([
      { address, key: "a", event },
      { address, event },
      { address, key: "b", event },
    ]);

    expect(results.map(({ status }) => status)).toEqual(["stored", "refused", "stored"]);
  });

  test("less durability than declared is warned of once, and the truth is told", { timeout }, async () => {
    const { name, open, lines } = scene(kafka());
    const transport = await open({ durability: "power-loss", addresses: [name("one"), name("two")] });
    await transport.publish([{ address: name("three"), event }]);

    expect(transport.capabilities.durability).toBe("process-crash");
    expect(lines.filter(({ level }) => level === "warn")).toEqual([
      {
        level: "warn",
        message: expect.stringContaining("less durable than declared"),
        fields: expect.objectContaining({ declared: "power-loss", found: "process-crash" }),
      },
    ]);
  });

  test("a subscription whose topic is deleted ends, and says why", { timeout }, async () => {
    const { name, open, brokers } = scene(kafka());
    const [transport, address] = [await open(), name("deleted")];
    const { subscription } = await reading(transport, { group: name("g"), addresses: [address] });

    await deleteTopics(brokers, [address]);

    await expect(subscription.closed).rejects.toMatchObject({ code: "TOPOLOGY_MISSING" });
  });

  test("publishing to a topic that was deleted is refused, and goes on when it is there again", {
    timeout,
  }, async () => {
    const { name, open, brokers } = scene(kafka());
    const address = await createTopic(brokers, name("again"), { partitions: 1 });
    const transport = await open({ provision: "check" });
    await transport.publish([
      { address, event },
      { address, event },
    ]);
    await deleteTopics(brokers, [address]);
    expect(await transport.publish([{ address, event }])).toMatchObject([{ status: "refused" }]);

    await createTopic(brokers, address, { partitions: 1 });

    let results = await transport.publish([{ address, event }]);
    while (results[0]?.status !== "stored") results = await transport.publish([{ address, event }]);
    expect(results).toMatchObject([{ status: "stored" }]);
  });

  test("a broker that is not there is told", async () => {
    const opening = openKafkaTransport({ brokers: ["127.0.0.1:1"], connectTimeoutMs: 1_000 });

    await expect(opening).rejects.toMatchObject({
      code: "TRANSPORT_UNREACHABLE",
      message: expect.stringContaining("ECONNREFUSED"),
    });
  });
});
