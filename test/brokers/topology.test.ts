import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readModel } from "@concordat/asyncapi";
import type { CatalogueModel } from "@concordat/contracts";
import { type KafkaTopology, topologyOf } from "@concordat/contracts/topology";
import { noLogger, type Transport } from "@concordat/runtime";
import { openConfiguredTransport } from "@concordat/runtime/configured";
import { createBus, events, ignoreOthers } from "@concordat/sdk/funnel";
import { sampleIndexingCompleted } from "@concordat/sdk/testing";
import { groups, topology } from "@concordat/sdk/topology";
import { type ServiceName, useService } from "@concordat/test-services";
import { openEventBridgeTransport } from "@concordat/transport-eventbridge";
import { openKafkaTransport } from "@concordat/transport-kafka";
import { openNatsTransport } from "@concordat/transport-nats";
import { openRedisTransport } from "@concordat/transport-redis";
import { AckPolicy, jetstream, jetstreamManager } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";
import { Kafka, logLevel } from "kafkajs";
import { createClient } from "redis";
import { expect, type TestContext, test } from "vitest";

/** Brokers of one test each, since what the document declares has fixed names. Installing one the first time is included. */
const timeout = 600_000;
const ownBroker = <Name extends ServiceName>(name: Name, context: TestContext) =>
  useService(name, { exclusive: true, test: context });

const weekMs = 604_800_000;
/** As Kafka numbers the places where a value may come from; a default of the broker is another one. */
const ofTheTopic = 1;
const userRegistered = {
  specversion: "1.0",
  id: "1",
  source: "/test",
  type: "UserRegistered",
  data: {},
} as const;

test("an empty NATS lacks the streams of the document, and gets exactly those", {
  timeout,
}, async (context) => {
  const { url } = await ownBroker("nats", context);
  const options = { ...topology.nats, servers: [url] };

  await expect(openNatsTransport(options)).rejects.toMatchObject({
    code: "TOPOLOGY_MISSING",
    message: expect.stringContaining("the stream OMS_EVENTS is not there, which oms.> needs"),
  });
  // What the document says of a stream goes before what the transport has for any.
  const otherwise = {
    maxAgeMs: 60_000,
    maxBytes: 1_000_000,
    duplicateWindowMs: 1_000,
    storage: "memory",
  } as const;
  await (await openNatsTransport({ ...options, ...otherwise, provision: "create" })).close();

  const { manager, close } = await plainJetStream(url);
  const streams = await manager.streams.list().next();
  await close();
  const asDeclared = {
    storage: "file",
    num_replicas: 1,
    max_age: weekMs * 1e6,
    max_bytes: 1_000_000,
    duplicate_window: 120_000 * 1e6,
  };
  expect(streams.map(({ config }) => config).toSorted((a, b) => (a.name < b.name ? -1 : 1))).toMatchObject([
    { name: "FUNNEL_EVENTS", subjects: ["funnel.>"], ...asDeclared },
    { name: "OMS_EVENTS", subjects: ["oms.>"], ...asDeclared },
  ]);
  // And now, that it is there, who only looks is content.
  await (await openNatsTransport(options)).close();
});

test("an empty Kafka lacks the topics of the document, and gets exactly those", {
  timeout,
}, async (context) => {
  const { host, port } = await ownBroker("kafka", context);
  const brokers = [`${host}:${port}`];
  const options = { ...topology.kafka, brokers };

  await expect(openKafkaTransport(options)).rejects.toMatchObject({
    code: "TOPOLOGY_MISSING",
    message: expect.stringContaining('the topic "order.placed" is not there'),
  });
  await (await openKafkaTransport({ ...options, provision: "create" })).close();

  expect(await topicsOf(brokers, ["retention.ms"])).toEqual(
    topology.kafka.addresses
      .toSorted()
      .map((topic) => ({ topic, partitions: 3, "retention.ms": String(weekMs) })),
  );
  await (await openKafkaTransport(options)).close();
});

const unlike = `asyncapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
servers: { kafka: { host: "kafka.internal:9092", protocol: kafka } }
channels:
  placed:
    address: orders.placed
    bindings: { kafka: { partitions: 6, topicConfiguration: { retention.ms: 3600000, cleanup.policy: [delete] } } }
  prices:
    address: prices
    bindings: { kafka: { partitions: 2, topicConfiguration: { retention.ms: 86400000, cleanup.policy: [delete] } } }
`;

test("topics of one document are set up as it says of each", { timeout }, async (context) => {
  const { host, port } = await ownBroker("kafka", context);
  const brokers = [`${host}:${port}`];
  const root = mkdtempSync(join(tmpdir(), "concordat-unlike-"));
  context.onTestFinished(() => rmSync(root, { recursive: true }));
  writeFileSync(join(root, "asyncapi.yaml"), unlike);
  const base = "https://schemas.example/";
  const { model } = await readModel({ root, schemas: "schemas", asyncapi: "asyncapi.yaml", base });
  const [broker] = topologyOf(model as CatalogueModel).brokers;
  expect(broker?.transport).toBe("kafka");
  const settings = broker?.settings as KafkaTopology["settings"];

  await (await openKafkaTransport({ ...settings, brokers, provision: "create" })).close();

  const topics = await topicsOf(brokers, ["cleanup.policy", "retention.ms"]);
  expect(topics).toEqual([
    { topic: "orders.placed", partitions: 6, "cleanup.policy": "delete", "retention.ms": "3600000" },
    { topic: "prices", partitions: 2, "cleanup.policy": "delete", "retention.ms": "86400000" },
  ]);
  const warnings: unknown[] = [];
  const logger = { ...noLogger, warn: (...told: unknown[]) => void warnings.push(told) };
  await (await openKafkaTransport({ ...settings, brokers }, { logger })).close();
  expect(warnings).toEqual([]);
});

test("Redis has as many streams of an address as the document says", { timeout }, async (context) => {
  const { url } = await ownBroker("redis", context);
  const address = "events:domain_event:normal";
  const publish = (transport: Transport) =>
    transport.publish([{ address, key: "user_1", event: userRegistered }]);

  const looking = await openRedisTransport({ ...topology.redis, url });
  expect(await publish(looking)).toMatchObject([{ status: "refused", error: { code: "TOPOLOGY_MISSING" } }]);
  await looking.close();
  const creating = await openRedisTransport({ ...topology.redis, url, provision: "create" });
  expect(await publish(creating)).toMatchObject([{ status: "stored" }]);
  await creating.close();

  const plain = await createClient({ url }).connect();
  const keys = await plain.keys("events:*");
  await plain.close();
  expect(keys.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((partition) => `${address}:p${partition}`));
});

test("EventBridge has the bus of the document, and what others put there is known by its detail type", {
  timeout,
}, async (context) => {
  const { url } = await ownBroker("moto", context);
  const credentials = { accessKeyId: "emulator", secretAccessKey: "emulator" };
  const options = { ...topology.eventbridge, endpoint: url, region: "us-east-1", credentials, settleMs: 0 };

  await expect(openEventBridgeTransport(options)).rejects.toMatchObject({
    code: "TOPOLOGY_MISSING",
    message: expect.stringContaining('the event bus "oms-events" is not there'),
  });
  const transport = await openEventBridgeTransport({ ...options, provision: "create", waitSeconds: 1 });
  context.onTestFinished(() => transport.close());
  const came: unknown[] = [];
  await transport.subscribe({ group: "g", addresses: ["oms.schema.created"] }, async ({ content }) => {
    came.push(content.event?.id);
  });

  expect(await askEventBridge(url, "DescribeEventBus", { Name: "oms-events" })).toMatchObject({
    Name: "oms-events",
  });
  const cloudEvents = { ...userRegistered, id: "foreign", type: "com.foundry.oms.schema.created" };
  const entry = { Source: "oms.main", DetailType: "Schema Created", Detail: JSON.stringify({ cloudEvents }) };
  await askEventBridge(url, "PutEvents", { Entries: [{ EventBusName: "oms-events", ...entry }] });
  await expect.poll(() => came).toEqual(["foreign"]);
});

test("a service that is configured for a broker hands the topology in, and joins the group of its operation", {
  timeout,
}, async (context) => {
  const { url } = await ownBroker("nats", context);
  const open = (provision: string) =>
    openConfiguredTransport({
      topology,
      folder: import.meta.dirname,
      environment: {
        CONCORDAT_TRANSPORT: "nats",
        CONCORDAT_TRANSPORT_SERVERS: url,
        CONCORDAT_TRANSPORT_PROVISION: provision,
      },
    });
  await expect(open("check")).rejects.toMatchObject({ code: "TOPOLOGY_MISSING" });

  await using bus = createBus({ transport: await open("create"), source: "/funnel" });
  const handled = Promise.withResolvers<string>();
  await bus.consume(groups.receiveIndexingCompleted, {
    ...ignoreOthers,
    indexingCompleted: ({ id }) => handled.resolve(id),
  });
  const event = events.indexingCompleted(sampleIndexingCompleted());
  await bus.send(event);

  expect(await handled.promise).toBe(event.id);
  const { consumers, close } = await plainJetStream(url);
  expect(await consumers("FUNNEL_EVENTS")).toMatchObject([
    { name: "funnel-indexing-consumer", config: { filter_subject: "funnel.indexing.completed" } },
  ]);
  await close();
});

test("a service goes on where the consumer stands that others made for its group, and there is no second one", {
  timeout,
}, async (context) => {
  const { url } = await ownBroker("nats", context);
  const { manager, client, consumers, close } = await plainJetStream(url);
  const durable_name = "funnel-indexing-consumer";
  const filter_subject = "funnel.indexing.completed";
  for (const [name, { subjects, duplicateWindowMs }] of Object.entries(topology.nats.streams))
    await manager.streams.add({
      name,
      subjects: [...subjects],
      max_age: weekMs * 1e6,
      duplicate_window: duplicateWindowMs * 1e6,
    });
  await manager.consumers.add("FUNNEL_EVENTS", {
    durable_name,
    filter_subject,
    ack_policy: AckPolicy.Explicit,
  });
  const transport = await openNatsTransport({ ...topology.nats, servers: [url] });
  await using bus = createBus({ transport, source: "/funnel" });
  const sent = [1, 2, 3, 4].map(() => events.indexingCompleted(sampleIndexingCompleted()));
  for (const event of sent) await bus.send(event);
  const theirs = await client.consumers.get("FUNNEL_EVENTS", durable_name);
  for await (const message of await theirs.fetch({ max_messages: 2 })) await message.ackAck();

  const came: string[] = [];
  await bus.consume(groups.receiveIndexingCompleted, {
    ...ignoreOthers,
    indexingCompleted: async ({ id }) => void came.push(id),
  });

  await expect.poll(() => came).toEqual(sent.slice(2).map(({ id }) => id));
  expect(await consumers("FUNNEL_EVENTS")).toMatchObject([{ name: durable_name }]);
  await close();
});

/** A client without Concordat, to look at what is really there. */
async function plainJetStream(url: string) {
  const connection = await connect({ servers: url });
  const manager = await jetstreamManager(connection);
  return {
    manager,
    client: jetstream(connection),
    consumers: (stream: string) => manager.consumers.list(stream).next(),
    close: () => connection.close(),
  };
}

/** With those of their settings that they have themselves, and not from the broker. */
async function topicsOf(brokers: readonly string[], configNames: string[]) {
  const admin = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const { topics } = await admin.fetchTopicMetadata();
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: topics.map(({ name }) => ({ type: 2, name, configNames })),
  });
  await admin.disconnect();
  return topics
    .map(({ name, partitions }) => ({
      topic: name,
      partitions: partitions.length,
      ...Object.fromEntries(
        (resources.find(({ resourceName }) => resourceName === name)?.configEntries ?? [])
          .filter(({ configSource }) => Number(configSource) === ofTheTopic)
          .map(({ configName, configValue }) => [configName, configValue]),
      ),
    }))
    .toSorted((one, other) => (one.topic < other.topic ? -1 : 1));
}

/** As plain as it gets: the emulator looks at whom a request is for, and not at its signature. */
async function askEventBridge(url: string, action: string, question: object): Promise<unknown> {
  const scope = "emulator/20260101/us-east-1/events/aws4_request";
  const answer = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSEvents.${action}`,
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(question),
  });
  expect(answer.status).toBe(200);
  return answer.json();
}
