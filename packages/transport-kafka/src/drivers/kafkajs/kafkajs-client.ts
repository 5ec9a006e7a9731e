import { tlsOptionsOf } from "@concordat/runtime/transport";
import { Kafka, type KafkaConfig, logLevel, type SASLOptions } from "kafkajs";
import type { DriverWorld } from "../../driver.ts";
import type { KafkaSettings } from "../../settings.ts";

/** Retries are ours, apart from the few with which this client finds a partition's new leader. */
const retry = { retries: 2, initialRetryTime: 50, maxRetryTime: 500 };

export function createClient({ settings, logger }: DriverWorld): Kafka {
  const tls = tlsOptionsOf("kafka", settings);
  const config: KafkaConfig = {
    clientId: settings.clientId,
    brokers: [...(settings.brokers ?? [])],
    connectionTimeout: settings.connectTimeoutMs,
    requestTimeout: settings.requestTimeoutMs,
    retry,
    logLevel: logLevel.ERROR,
    // What it calls an error is often one of many attempts; what comes of them all is told by us.
    logCreator:
      () =>
      ({ namespace, log: { message, ...fields } }) =>
        logger.debug(`kafkajs: ${message}`, { namespace, ...fields }),
  };
  if (tls !== undefined) config.ssl = tls;
  const sasl = saslOf(settings);
  if (sasl !== undefined) config.sasl = sasl;
  return new Kafka(config);
}

function saslOf(settings: KafkaSettings): SASLOptions | undefined {
  const mechanism = settings["sasl.mechanism"];
  if (mechanism === undefined) return undefined;
  const { "sasl.username": username = "", "sasl.password": password = "" } = settings;
  return { mechanism, username, password } as SASLOptions;
}
