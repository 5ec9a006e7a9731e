import type { Durability, TransportCapabilities } from "@concordat/runtime";
import type { KafkaSettings } from "./settings.ts";

/** As Kafka ships; what brokers that may not be asked are taken to have. */
const usualBatchBytes = 1_048_588;

/** For the head of a batch, the lengths of headers and the key, which count for the broker and not as bytes of the message. */
const reserveBytes = 4_096;

export type KafkaCapabilities = TransportCapabilities & {
  /** What the brokers take as one batch. */
  readonly batchBytes: number;
};

export function kafkaCapabilities(facts: {
  readonly settings: Pick<KafkaSettings, "messageBytes" | "requestMessages">;
  readonly durability: Durability;
  readonly brokerSettings: ReadonlyMap<string, string>;
}): KafkaCapabilities {
  const { settings, durability, brokerSettings } = facts;
  const brokerBytes = Number(brokerSettings.get("message.max.bytes") ?? usualBatchBytes);
  const roomBytes = Math.max(1, Math.min(brokerBytes, usualBatchBytes) - reserveBytes);
  const messageBytes = settings.messageBytes ?? roomBytes;
  return {
    durability,
    order: "key",
    replay: true,
    attempts: true,
    dedupeWindowMs: {
      notPromised:
        "a Kafka broker tells a producer's own repetitions from new messages and looks at no ids; an inbox does",
    },
    reconnects: true,
    limits: {
      messageBytes,
      requestMessages: settings.requestMessages,
    },
    // A topic may take more than its broker does by default; whoever says so is believed.
    batchBytes: Math.max(brokerBytes, settings.messageBytes === undefined ? 0 : messageBytes + reserveBytes),
  };
}
