import { loadClient } from "@concordat/runtime/transport";
import type { DriverWorld, KafkaDriver } from "../driver.ts";

/** The client library is loaded here and nowhere else, so that only the one that is used has to be there. Throws TRANSPORT_CLIENT_MISSING. */
export function openDriver(world: DriverWorld): Promise<KafkaDriver> {
  if (world.settings.driver === "kafkajs")
    return loadClient("kafka", "kafkajs", async () => {
      const { KafkaJsDriver } = await import("./kafkajs/kafkajs-driver.ts");
      return new KafkaJsDriver(world);
    });
  return loadClient("kafka", "@platformatic/kafka", async () => {
    const { PlatformaticDriver } = await import("./platformatic/platformatic-driver.ts");
    return new PlatformaticDriver(world);
  });
}
