import { createAuthority, openTlsProxy, useService } from "@concordat/test-services";
import { expect, test } from "vitest";
import { connectionOptions } from "./drivers/platformatic/connection-options.ts";
import { openKafkaTransport } from "./kafka-transport.ts";
import { kafkaSettings } from "./settings.ts";
import { transportModule } from "./transport-module.ts";

const brokers = ["127.0.0.1:9092"];
const pem = (of: string) => `-----BEGIN ${of}-----`;

test.each([
  [{}, "brokers"],
  [{ brokers: [] }, "brokers"],
  [{ brokers, publishTimeout: 1 }, "publishTimeout"],
  [{ brokers, driver: "librdkafka" }, "driver"],
  [{ brokers, publishTimeoutMs: 0 }, "publishTimeoutMs"],
  [{ brokers, topics: { partition: 3 } }, "topics.partition"],
  [{ brokers, topics: { config: { "retention.ms": {} } } }, "topics.config.retention.ms"],
  [{ brokers, topics: { byName: { orders: 3 } } }, "topics.byName.orders"],
  [{ brokers, topics: { byName: { "orders/eu": {} } } }, "topics.byName.orders/eu"],
  [{ brokers, topics: { byName: { orders: { partitions: 0 } } } }, "topics.byName.orders.partitions"],
  [{ brokers, topics: { byName: { orders: { partition: 3 } } } }, "topics.byName.orders.partition"],
  [
    { brokers, topics: { byName: { orders: { config: { "retention.ms": null } } } } },
    "topics.byName.orders.config.retention.ms",
  ],
  [{ brokers, sasl: { mechanism: "gssapi" } }, "sasl.mechanism"],
  [{ brokers, group: { heartbeatMs: 20_000 } }, "group.heartbeatMs"],
  [{ brokers, group: { handOverMs: 60_000 } }, "group.handOverMs"],
])("%j is refused, and it is said what is wrong with it", async (settings, setting) => {
  await expect(transportModule.open(settings)).rejects.toMatchObject({
    code: "TRANSPORT_SETTING",
    params: { transport: "kafka", setting },
  });
});

test("a secret is never printed", async () => {
  const opening = openKafkaTransport({
    brokers,
    sasl: { mechanism: "plain", username: "u", password: 4_711 as never },
  });

  await expect(opening).rejects.toMatchObject({ message: expect.not.stringContaining("4711") });
});

test("TLS, credentials and times reach the client", () => {
  const settings = kafkaSettings.read({
    brokers,
    tls: {
      ca: pem("CA"),
      cert: pem("CERT"),
      key: pem("KEY"),
      passphrase: "P",
      serverName: "broker.example",
      verify: false,
    },
    sasl: { mechanism: "scram-sha-512", username: "orders", password: "secret" },
    connectTimeoutMs: 1_234,
  });

  expect(connectionOptions(settings, 5_678)).toMatchObject({
    connectTimeout: 1_234,
    requestTimeout: 5_678,
    tls: { ca: pem("CA"), cert: pem("CERT"), key: pem("KEY"), passphrase: "P", rejectUnauthorized: false },
    sasl: { mechanism: "SCRAM-SHA-512", username: "orders", password: "secret" },
  });
});

test("without TLS and credentials the client gets none", () => {
  const options = connectionOptions(kafkaSettings.read({ brokers }), 1);

  expect(options).not.toHaveProperty("tls");
  expect(options).not.toHaveProperty("sasl");
});

test("TLS is spoken, and a certificate of a stranger is refused with the reason", {
  timeout: 240_000,
}, async (context) => {
  const [authority, stranger] = [createAuthority("ours"), createAuthority("a stranger")];
  const kafka = await useService("kafka", context);
  const { certificate, key } = authority.issue("broker", ["localhost", "127.0.0.1"]);
  const proxy = await openTlsProxy(context, {
    cert: certificate,
    key,
    to: { host: kafka.host, port: kafka.port },
  });
  const open = (ca: string) =>
    openKafkaTransport({ brokers: [`localhost:${proxy.port}`], tls: { ca }, connectTimeoutMs: 1_000 });

  await expect(open(stranger.certificate)).rejects.toMatchObject({
    code: "TRANSPORT_UNREACHABLE",
    message: expect.stringMatching(/certificate/),
  });
  expect(proxy.accepted).toBe(0);
  // Behind the first connection the broker names itself, where nobody speaks TLS in this test.
  await expect(open(authority.certificate)).rejects.toThrow();
  expect(proxy.accepted).toBeGreaterThan(0);
});
