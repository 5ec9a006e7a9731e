import { expect, test } from "vitest";
import { shop } from "../testing/temporary-project.ts";

const document = `asyncapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
servers:
  nats:
    host: nats.internal:4222
    protocol: nats
    title: JetStream
    x-nats: { streams: { SHOP: { subjects: ["shop.>"], maxAgeMs: 1000 } } }
  kafka: { host: "kafka.internal:9092", protocol: kafka }
  redis: { host: "redis.internal:6379", protocol: redis, x-redis-streams: { partitions: 4, keepMessages: 10 } }
  aws: { host: aws.example, protocol: eventbridge, x-eventbridge: { bus: shop } }
channels:
  placed: { address: shop.placed, servers: [{ $ref: "#/servers/nats" }] }
  orders:
    address: orders
    servers: [{ $ref: "#/servers/kafka" }]
    bindings: { kafka: { partitions: 3, topicConfiguration: { retention.ms: 5, cleanup.policy: [delete] } } }
  refunds:
    address: refunds
    servers: [{ $ref: "#/servers/kafka" }]
    bindings: { kafka: { partitions: 6, topicConfiguration: { cleanup.policy: [delete] } } }
  events: { address: "events:{partition}", servers: [{ $ref: "#/servers/redis" }] }
  paid: { address: paid, servers: [{ $ref: "#/servers/aws" }], x-eventbridge: { detailType: Order Paid } }
operations:
  billed:
    action: receive
    channel: { $ref: "#/channels/placed" }
    bindings: { nats: { queue: billing } }
    x-nats: { durable: billing-consumer }
  booked:
    action: receive
    channel: { $ref: "#/channels/orders" }
    x-kafka: { groupProperty: group-id }
`;

test("what each broker has to have is told, line by line, with the groups that read there", async () => {
  const { out, err, code } = await shop({ "asyncapi.yaml": document }).run(["topology"]);

  expect(out).toBe(`nats  JetStream, nats.internal:4222
  stream   SHOP              shop.>, maxAgeMs 1000
  durable  billing-consumer  shop.placed, of billing

kafka  kafka.internal:9092
  topic  orders   partitions 3, cleanup.policy delete, retention.ms 5
  topic  refunds  partitions 6, cleanup.policy delete

redis  redis.internal:6379
  stream  events:p0 to :p3  keepMessages 10

aws  aws.example
  bus      shop
  pattern  paid  {"detail-type":["Order Paid"]}

groups
  group  billing     billed (billing-consumer)
  group  {group-id}  booked
`);
  expect([err, code]).toEqual(["", 0]);
});

test("as data it is the settings of the transports", async () => {
  const { out, code } = await shop({ "asyncapi.yaml": document }).run(["topology", "--format", "json"]);

  const { brokers, groups, findings } = JSON.parse(out);
  expect(
    brokers.map(({ server, transport }: { server: string; transport: string }) => [server, transport]),
  ).toEqual([
    ["nats", "nats"],
    ["kafka", "kafka"],
    ["redis", "redis"],
    ["aws", "eventbridge"],
  ]);
  expect(brokers[0].settings).toEqual({
    streams: { SHOP: { subjects: ["shop.>"], maxAgeMs: 1_000 } },
    durables: { billing: { "shop.placed": "billing-consumer" } },
  });
  expect(brokers[1].settings).toEqual({
    addresses: ["orders", "refunds"],
    topics: {
      config: { "cleanup.policy": "delete" },
      byName: { orders: { partitions: 3, config: { "retention.ms": 5 } }, refunds: { partitions: 6 } },
    },
  });
  expect(groups).toContainEqual({ operation: "billed", group: "billing", durable: "billing-consumer" });
  expect([findings, code]).toEqual([[], 0]);
});

test("what contradicts itself is told with its line, by lint too, and the rest is printed all the same", async () => {
  const project = shop({
    "asyncapi.yaml": document.replace("address: shop.placed", "address: sales.placed"),
  });
  const { out, err, code } = await project.run(["topology"]);

  expect(out).not.toContain("SHOP");
  expect(out).toContain("topic  orders");
  expect(err).toContain(`error[topology]: no stream of the server nats holds the subject sales.placed
  --> asyncapi.yaml:13:22
`);
  expect(err).toContain("= TOPOLOGY_CONFLICT, topology");
  expect(code).toBe(100);

  const asData = await project.run(["topology", "--format", "json"]);
  expect(JSON.parse(asData.out).findings).toMatchObject([
    { code: "TOPOLOGY_CONFLICT", at: { file: "asyncapi.yaml", pointer: "/channels/placed/address" } },
  ]);
  expect([asData.err, asData.code]).toEqual(["", 100]);

  const linted = await project.run(["lint"]);
  expect(linted.out).toContain("--> asyncapi.yaml:13:22");
  expect(linted.code).toBe(100);
});

test("a document that says nothing of brokers is said to, and one that is not there is an error", async () => {
  const bare = "asyncapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\n";
  const silent = await shop({ "asyncapi.yaml": bare }).run(["topology"]);
  expect(silent).toEqual({ code: 0, out: "", err: "asyncapi.yaml says nothing of brokers\n" });

  const missing = await shop().run(["topology"]);
  expect(missing.err).toContain("error[ASYNCAPI_UNREADABLE]");
  expect(missing.code).toBe(4);
});
