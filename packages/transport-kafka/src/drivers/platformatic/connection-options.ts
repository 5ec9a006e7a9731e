import type { ConnectionOptions } from "@platformatic/kafka";
import type { KafkaSettings } from "../../settings.ts";
import { tlsOptions } from "../tls-options.ts";

const mechanisms = {
  plain: "PLAIN",
  "scram-sha-256": "SCRAM-SHA-256",
  "scram-sha-512": "SCRAM-SHA-512",
} as const;

export function connectionOptions(settings: KafkaSettings, requestTimeoutMs: number): ConnectionOptions {
  const mechanism = settings["sasl.mechanism"];
  return {
    connectTimeout: settings.connectTimeoutMs,
    requestTimeout: requestTimeoutMs,
    // How many may be under way is decided by whoever sends.
    maxInflights: 1_000,
    ...(settings["tls.enabled"]
      ? { tls: tlsOptions(settings), tlsServerName: settings["tls.serverName"] ?? true }
      : {}),
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
