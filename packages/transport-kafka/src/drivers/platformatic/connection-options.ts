import { tlsOptionsOf } from "@concordat/runtime/transport";
import type { ConnectionOptions } from "@platformatic/kafka";
import type { KafkaSettings } from "../../settings.ts";

const mechanisms = {
  plain: "PLAIN",
  "scram-sha-256": "SCRAM-SHA-256",
  "scram-sha-512": "SCRAM-SHA-512",
} as const;

export function connectionOptions(settings: KafkaSettings, requestTimeoutMs: number): ConnectionOptions {
  const mechanism = settings["sasl.mechanism"];
  const tls = tlsOptionsOf("kafka", settings);
  return {
    connectTimeout: settings.connectTimeoutMs,
    requestTimeout: requestTimeoutMs,
    // How many may be under way is decided by whoever sends.
    maxInflights: 1_000,
    ...(tls === undefined ? {} : { tls }),
    ...(mechanism === undefined
      ? {}
      : {
          sasl: {
            mechanism: mechanisms[mechanism],
            username: settings["sasl.username"] ?? "",
            password: settings["sasl.password"] ?? "",
          },
        }),
  };
}
