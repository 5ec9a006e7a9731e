import type { Json, JsonObject } from "@concordat/json";
import { describe, expect, test } from "vitest";
import type { CatalogueModel, ModelChannel, ModelOperation, ModelServer } from "../index.ts";
import { topologyOf } from "./index.ts";

const plain = { tags: [], bindings: {}, extensions: {} };

function server(name: string, protocol: string, extensions: JsonObject = {}): ModelServer {
  return { ...plain, name, protocol, host: "broker.example", variables: {}, extensions };
}

function channel(
  name: string,
  on: string,
  { address = name, ...rest }: Partial<ModelChannel> = {},
): ModelChannel {
  return { ...plain, name, address, servers: [on], parameters: [], messages: [], ...rest };
}

function receiving(name: string, on: string, said: Partial<ModelOperation> = {}): ModelOperation {
  return { ...plain, name, direction: "receive", channel: on, messages: [], ...said };
}

function modelOf(parts: Partial<CatalogueModel>): CatalogueModel {
  const info = { title: "Shop", version: "1.0.0", asyncapi: "3.1.0", tags: [] };
  const nothing = { contracts: [], servers: [], channels: [], operations: [], messages: [] };
  return { modelVersion: 1, base: "https://schemas.example/", info, ...nothing, ...parts };
}

/** What is wrong, in short: code, pointer, words. */
function troubles(parts: Partial<CatalogueModel>) {
  return topologyOf(modelOf(parts)).findings.map(({ code, at, message }) => [code, at.pointer, message]);
}

test("a document that says nothing of brokers has no topology, and nothing is wrong with it", () => {
  const servers = [server("mqtt", "mqtt"), server("nats", "nats"), server("redis", "redis")];
  const channels = [channel("orders", "nats"), channel("events", "redis")];

  expect(topologyOf(modelOf({ servers, channels }))).toEqual({ brokers: [], groups: [], findings: [] });
});

describe("NATS", () => {
  const shop = { subjects: ["shop.>"], storage: "file", maxAgeMs: 3_600_000, duplicateWindowMs: 60_000 };
  const nats = (streams: JsonObject) => server("nats", "nats", { "x-nats": { streams } });

  test("streams are those of the server, and the subjects of its channels are in them", () => {
    const servers = [nats({ SHOP: shop })];
    const channels = [
      channel("placed", "nats", { address: "shop.placed" }),
      channel("paid", "nats", { address: "shop.{country}.paid" }),
    ];

    expect(topologyOf(modelOf({ servers, channels }))).toEqual({
      brokers: [
        {
          server: "nats",
          transport: "nats",
          settings: { streams: { SHOP: shop } },
          addresses: ["shop.placed"],
        },
      ],
      groups: [],
      findings: [],
    });
  });

  test("a subject in no stream is a conflict, and so is one in two; the broker is left out", () => {
    const servers = [nats({ SHOP: shop, ORDERS: { subjects: ["shop.*.placed"] } })];
    const channels = [
      channel("orders", "nats", { address: "shop.orders.placed" }),
      channel("audit", "nats", { address: "audit.orders" }),
      channel("shop", "nats", { address: "shop" }),
    ];

    expect(troubles({ servers, channels })).toEqual([
      [
        "TOPOLOGY_CONFLICT",
        "/channels/orders/address",
        "the subject shop.orders.placed is in 2 streams of the server nats: SHOP, ORDERS",
      ],
      [
        "TOPOLOGY_CONFLICT",
        "/channels/audit/address",
        "no stream of the server nats holds the subject audit.orders",
      ],
      ["TOPOLOGY_CONFLICT", "/channels/shop/address", "no stream of the server nats holds the subject shop"],
    ]);
    expect(topologyOf(modelOf({ servers, channels })).brokers).toEqual([]);
  });

  test.each([
    [
      "an unknown member",
      { ...shop, maxAge: 1 },
      "/maxAge",
      'has no member "maxAge" (did you mean "maxAgeMs"?)',
    ],
    ["a word for a number", { ...shop, maxAgeMs: "7d" }, "/maxAgeMs", "a whole number from 0 up"],
    ["another storage", { ...shop, storage: "tape" }, "/storage", 'one of "file", "memory"'],
    ["no subjects", { storage: "file" }, "", "the stream SHOP names no subjects"],
    ["no object", "shop.>", "", "is no object"],
  ])("a stream with %s is told of", (_, stream, pointer, words) => {
    expect(troubles({ servers: [nats({ SHOP: stream })] })).toContainEqual([
      "BINDING_UNSUPPORTED",
      `/servers/nats/x-nats/streams/SHOP${pointer}`,
      expect.stringContaining(words),
    ]);
  });
});

describe("durable consumers of NATS", () => {
  const streams = { SHOP: { subjects: ["shop.>"] }, AUDIT: { subjects: ["audit.>"] } };
  const servers = [server("nats", "nats", { "x-nats": { streams } })];
  const channels = ["shop.placed", "shop.paid", "audit.read", "shop.{country}.sent"].map((address) =>
    channel(address, "nats"),
  );
  const keeping = (name: string, on: string, queue: string | undefined, durable: Json) =>
    receiving(name, on, {
      bindings: queue === undefined ? {} : { nats: { queue } },
      extensions: { "x-nats": { durable } },
    });

  test("are settings of the transport, by group and address, in as many streams as there are", () => {
    const operations = [
      keeping("a", "shop.placed", "billing", "biller"),
      keeping("b", "shop.paid", "billing", "booker"),
      keeping("c", "audit.read", "auditors", "biller"),
      // Two operations of one group are one reader.
      keeping("d", "shop.placed", "billing", "biller"),
      receiving("e", "shop.paid", { bindings: { nats: { queue: "mailing" } } }),
    ];
    const { brokers, findings } = topologyOf(modelOf({ servers, channels, operations }));

    expect(findings).toEqual([]);
    expect(brokers).toMatchObject([
      {
        settings: {
          streams,
          durables: {
            billing: { "shop.placed": "biller", "shop.paid": "booker" },
            auditors: { "audit.read": "biller" },
          },
        },
      },
    ]);
  });

  test("are there without streams, too, and on the servers alone that the channel is on", () => {
    const both = [server("nats", "nats"), server("other", "nats"), server("kafka", "kafka")];
    const operations = [keeping("a", "placed", "billing", "biller"), keeping("b", "booked", "b", "booker")];

    expect(
      topologyOf(
        modelOf({
          servers: both,
          channels: [channel("placed", "nats"), channel("booked", "kafka")],
          operations,
        }),
      ).brokers.filter(({ transport }) => transport === "nats"),
    ).toEqual([
      {
        server: "nats",
        transport: "nats",
        addresses: ["placed"],
        settings: { durables: { billing: { placed: "biller" } } },
      },
    ]);
  });

  test("keep one place each", () => {
    const two = (...others: Parameters<typeof keeping>) =>
      troubles({
        servers,
        channels,
        operations: [keeping("a", "shop.placed", "billing", "biller"), keeping(...others)],
      });
    const told = (words: string) => [["TOPOLOGY_CONFLICT", "/operations/b/x-nats/durable", words]];

    expect(two("b", "shop.placed", "billing", "booker")).toEqual(
      told("the place of billing at shop.placed is kept by booker here, and by biller in a"),
    );
    expect(two("b", "shop.paid", "billing", "biller")).toEqual(
      told(
        "the consumer biller keeps the place of billing at shop.paid here, and of billing at shop.placed in a",
      ),
    );
    expect(two("b", "shop.placed", "mailing", "biller")).toEqual(
      told(
        "the consumer biller keeps the place of mailing at shop.placed here, and of billing at shop.placed in a",
      ),
    );
  });

  test.each([
    ["without a group", keeping("r", "shop.placed", undefined, "d"), "/durable", "has no one name"],
    ["of many subjects", keeping("r", "shop.{country}.sent", "g", "d"), "/durable", "known at run time only"],
    ["with dots", keeping("r", "shop.placed", "g", "a.b"), "/durable", "a name of a consumer"],
    ["with a long name", keeping("r", "shop.placed", "g", "x".repeat(256)), "/durable", "255 bytes"],
    ["that is no text", keeping("r", "shop.placed", "g", 5), "/durable", "a name of a consumer"],
    [
      "misspelt",
      receiving("r", "shop.placed", { extensions: { "x-nats": { durible: "d" } } }),
      "/durible",
      'did you mean "durable"?',
    ],
  ])("one %s is told of, and the broker left out", (_, operation, pointer, words) => {
    expect(troubles({ servers, channels, operations: [operation] })).toEqual([
      ["BINDING_UNSUPPORTED", `/operations/r/x-nats${pointer}`, expect.stringContaining(words)],
    ]);
    expect(topologyOf(modelOf({ servers, channels, operations: [operation] })).brokers).toEqual([]);
  });

  test("in version 2 of AsyncAPI they stand in the channel", () => {
    const info = { title: "Shop", version: "1.0.0", asyncapi: "2.6.0", tags: [] };
    const operations = [keeping("r", "shop.placed", "g", "a.b")];

    expect(troubles({ info, servers, channels, operations })).toMatchObject([
      ["BINDING_UNSUPPORTED", "/channels/shop.placed/publish/x-nats/durable", expect.any(String)],
    ]);
  });
});

describe("Kafka", () => {
  const servers = [server("kafka", "kafka-secure")];
  const topic = (name: string, kafka: JsonObject, rest: Partial<ModelChannel> = {}) =>
    channel(name, "kafka", { bindings: { kafka }, ...rest });

  test("topics are the addresses of channels, or what the binding calls them, with what it says of them", () => {
    const said = {
      partitions: 6,
      replicas: 3,
      topicConfiguration: { "cleanup.policy": ["compact", "delete"] },
    };
    const channels = [
      topic("orders", said),
      topic("payments", { ...said, topic: "pay", bindingVersion: "0.5.0" }),
    ];

    expect(topologyOf(modelOf({ servers, channels })).brokers).toEqual([
      {
        server: "kafka",
        transport: "kafka",
        addresses: ["orders", "pay"],
        settings: {
          addresses: ["orders", "pay"],
          topics: { partitions: 6, replicationFactor: 3, config: { "cleanup.policy": "compact,delete" } },
        },
      },
    ]);
  });

  test("where nothing is said of topics, they are named and their set-up is left to the broker", () => {
    const channels = [channel("orders", "kafka"), channel("{country}.orders", "kafka")];

    expect(topologyOf(modelOf({ servers, channels })).brokers).toMatchObject([
      { settings: { addresses: ["orders"] } },
    ]);
  });

  test("two channels may share a topic and add to one another, and may not contradict each other", () => {
    const first = topic("a", { topic: "orders", partitions: 3 });
    const adding = topic("b", { topic: "orders", topicConfiguration: { "retention.ms": 1_000 } });

    expect(topologyOf(modelOf({ servers, channels: [first, adding] })).brokers).toMatchObject([
      { settings: { addresses: ["orders"], topics: { partitions: 3, config: { "retention.ms": 1_000 } } } },
    ]);
    expect(troubles({ servers, channels: [first, topic("b", { topic: "orders", partitions: 6 })] })).toEqual([
      [
        "TOPOLOGY_CONFLICT",
        "/channels/b/bindings/kafka/partitions",
        "the topic orders has partitions 6 in the channel b, and 3 in a",
      ],
    ]);
  });

  test("what topics share is said of all, and what they do not of each by its name", () => {
    const channels = [
      topic("orders", {
        partitions: 3,
        topicConfiguration: { "retention.ms": 1, "cleanup.policy": "delete" },
      }),
      topic("payments", { partitions: 6, topicConfiguration: { "cleanup.policy": "delete" } }),
      topic("constructor", {
        partitions: 3,
        replicas: 3,
        topicConfiguration: { "cleanup.policy": "delete" },
      }),
    ];

    expect(topologyOf(modelOf({ servers, channels }))).toMatchObject({
      findings: [],
      brokers: [
        {
          settings: {
            addresses: ["orders", "payments", "constructor"],
            topics: {
              config: { "cleanup.policy": "delete" },
              byName: {
                orders: { partitions: 3, config: { "retention.ms": 1 } },
                payments: { partitions: 6 },
                constructor: { partitions: 3, replicationFactor: 3 },
              },
            },
          },
        },
      ],
    });
  });

  test("a topic of which less is said than of others has the broker's own for the rest", () => {
    const channels = [topic("orders", { partitions: 3 }), topic("payments", {})];

    expect(topologyOf(modelOf({ servers, channels })).brokers).toMatchObject([
      { settings: { topics: { byName: { orders: { partitions: 3 } } } } },
    ]);
    expect(topologyOf(modelOf({ servers, channels })).brokers[0]?.settings).not.toHaveProperty(
      "topics.partitions",
    );
  });

  test.each([
    ["a topic without a name", topic("x", { partitions: 3 }, { address: "orders.{country}" }), ""],
    ["no partitions at all", topic("x", { partitions: 0 }), "/partitions"],
    ["a setting that is an object", topic("x", { topicConfiguration: { a: {} } }), "/topicConfiguration/a"],
    ["a member of no version", topic("x", { partition: 3 }), "/partition"],
  ])("%s is told of", (_, told, pointer) => {
    expect(troubles({ servers, channels: [told] })).toEqual([
      ["BINDING_UNSUPPORTED", `/channels/x/bindings/kafka${pointer}`, expect.any(String)],
    ]);
  });
});

test("Redis has its streams' set-up from the server; the partition is no part of an address", () => {
  const servers = [server("redis", "redis", { "x-redis-streams": { partitions: 8, keepMessages: 100 } })];
  const addresses = ["events:user:normal:{partition}", "events:{category}:dlq:{partition}", "plain"];
  const channels = addresses.map((address, index) => channel(`c${index}`, "redis", { address }));

  expect(topologyOf(modelOf({ servers, channels })).brokers).toEqual([
    {
      server: "redis",
      transport: "redis",
      settings: { partitions: 8, keepMessages: 100 },
      addresses: ["events:user:normal", "plain"],
    },
  ]);
  expect(
    troubles({ servers: [server("redis", "redis", { "x-redis-streams": { partition: 8 } })] }),
  ).toMatchObject([["BINDING_UNSUPPORTED", "/servers/redis/x-redis-streams/partition", expect.any(String)]]);
});

test("EventBridge has its bus from the server, and patterns from the channels that name a detail type", () => {
  const servers = [server("aws", "eventbridge", { "x-eventbridge": { bus: "shop" } })];
  const messages = [
    {
      ...plain,
      name: "placed",
      says: "com.shop.order.placed",
      contentType: "application/json",
      payload: { kind: "none" },
      headers: { kind: "none" },
      examples: [],
    } as const,
  ];
  const told = { "x-eventbridge": { detailType: "Order Placed", rule: "somebody_elses" } };
  const channels = [
    channel("orders.placed", "aws", { messages: ["placed"], extensions: told }),
    channel("orders.paid", "aws"),
  ];

  expect(topologyOf(modelOf({ servers, channels, messages })).brokers).toEqual([
    {
      server: "aws",
      transport: "eventbridge",
      settings: {
        bus: "shop",
        patterns: {
          "orders.placed": {
            "detail-type": ["Order Placed"],
            detail: { cloudEvents: { type: ["com.shop.order.placed"] } },
          },
        },
      },
      addresses: ["orders.placed", "orders.paid"],
    },
  ]);
});

describe("groups", () => {
  const servers = [
    server("nats", "nats"),
    server("kafka", "kafka"),
    server("redis", "redis"),
    server("aws", "eventbridge"),
  ];
  const channels = servers.map(({ name }) => channel(name, name));
  const both = channel("both", "nats", { servers: ["nats", "kafka"] });

  test.each([
    ["a queue of NATS", receiving("r", "nats", { bindings: { nats: { queue: "q" } } }), { group: "q" }],
    [
      "a queue with the durable that is there",
      receiving("r", "nats", {
        bindings: { nats: { queue: "q" } },
        extensions: { "x-nats": { durable: "d" } },
      }),
      { group: "q", durable: "d" },
    ],
    [
      "a groupId that is fixed",
      receiving("r", "kafka", { bindings: { kafka: { groupId: { type: "string", enum: ["g"] } } } }),
      { group: "g" },
    ],
    [
      "a property that holds it",
      receiving("r", "kafka", {
        bindings: { kafka: { groupId: { type: "string" } } },
        extensions: { "x-kafka": { groupProperty: "spring.kafka.consumer.group-id" } },
      }),
      { group: "{spring.kafka.consumer.group-id}" },
    ],
    [
      "a name with holes",
      receiving("r", "redis", { extensions: { "x-redis-streams": { group: "{prefix}_{service}_x" } } }),
      { group: "{prefix}_{service}_x" },
    ],
    [
      "EventBridge",
      receiving("r", "aws", { extensions: { "x-eventbridge": { group: "g" } } }),
      { group: "g" },
    ],
  ])("%s names the group of an operation", (_, operation, said) => {
    expect(topologyOf(modelOf({ servers, channels, operations: [operation] }))).toMatchObject({
      groups: [{ operation: "r", ...said }],
      findings: [],
    });
  });

  test("who sends has none, nor has an operation of which none is said, or on another broker", () => {
    const queue = { bindings: { nats: { queue: "q" } } };
    const operations = [
      receiving("sends", "nats", { ...queue, direction: "send" }),
      receiving("silent", "nats"),
      receiving("elsewhere", "kafka", queue),
    ];

    expect(topologyOf(modelOf({ servers, channels, operations })).groups).toEqual([]);
  });

  test("two names for one operation are a conflict, at its place in either version of AsyncAPI", () => {
    const bindings = { nats: { queue: "one" }, kafka: { groupId: { const: "other" } } };
    const parts = { servers, channels: [both], operations: [receiving("r", "both", { bindings })] };
    const said = "the group of r is other here, and one at bindings/nats/queue";

    expect(troubles(parts)).toEqual([["TOPOLOGY_CONFLICT", "/operations/r/bindings/kafka/groupId", said]]);
    const info = { title: "Shop", version: "1.0.0", asyncapi: "2.6.0", tags: [] };
    expect(troubles({ ...parts, info })).toEqual([
      ["TOPOLOGY_CONFLICT", "/channels/both/publish/bindings/kafka/groupId", said],
    ]);
  });

  test.each([
    ["nats", { bindings: { nats: { queue: "{q}" } } }, "/bindings/nats/queue"],
    ["redis", { extensions: { "x-redis-streams": { group: "{a}_{}" } } }, "/x-redis-streams/group"],
  ])("braces that are no holes are told of: %s", (on, said, pointer) => {
    const operations = [receiving("r", on, said)];

    expect(troubles({ servers, channels, operations })).toMatchObject([
      ["BINDING_UNSUPPORTED", `/operations/r${pointer}`, expect.any(String)],
    ]);
  });
});
