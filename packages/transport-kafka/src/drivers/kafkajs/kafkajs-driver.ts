import type { DriverWorld, KafkaDriver } from "../../driver.ts";

/** Over `kafkajs`. */
export function openKafkaJs(_world: DriverWorld): KafkaDriver {
  throw new Error("not yet");
}
