import { expect, test } from "vitest";
import { connectionOptions } from "./drivers/platformatic/connection-options.ts";
import { openKafkaTransport } from "./kafka-transport.ts";
import { kafkaSettings } from "./settings.ts";
import { transportModule } from "./transport-module.ts";

const brokers = ["127.0.0.1:9092"];

test.each([
  [{}, "brokers"],
  [{ brokers: [] }, "brokers"],
  [{ brokers, publishTimeout: 1 }, "publishTimeout"],
  [{ brokers, driver: "librdkafka" }, "driver"],
  [{ brokers, publishTimeoutMs: 0 }, "publishTimeoutMs"],
  [{ brokers, topics: { partition: 3 } }, "topics.partition"],
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
      enabled: true,
      ca: "CA",
      cert: "CERT",
      key: "KEY",
      passphrase: "P",
      serverName: "broker.example",
      rejectUnauthorized: false,
    },
    sasl: { mechanism: "scram-sha-512", username: "orders", password: "secret" },
    connectTimeoutMs: 1_234,
  });

  expect(connectionOptions(settings, 5_678)).toMatchObject({
    connectTimeout: 1_234,
    requestTimeout: 5_678,
    tls: { ca: "CA", cert: "CERT", key: "KEY", passphrase: "P", rejectUnauthorized: false },
    tlsServerName: "broker.example",
    sasl: { mechanism: "SCRAM-SHA-512", username: "orders", password: "secret" },
  });
});

test("without TLS and credentials the client gets none", () => {
  const options = connectionOptions(kafkaSettings.read({ brokers }), 1);

  expect(options).not.toHaveProperty("tls");
  expect(options).not.toHaveProperty("sasl");
});
