import { transportErrors } from "@concordat/runtime";
import type { DriverWorld, KafkaDriver } from "../driver.ts";

/** The client library is loaded here and nowhere else, so that only the one that is used has to be there. */
export async function openDriver(world: DriverWorld): Promise<KafkaDriver> {
  const { driver } = world.settings;
  try {
    if (driver === "kafkajs") {
      const { KafkaJsDriver } = await import("./kafkajs/kafkajs-driver.ts");
      return new KafkaJsDriver(world);
    }
    const { PlatformaticDriver } = await import("./platformatic/platformatic-driver.ts");
    return new PlatformaticDriver(world);
  } catch (error) {
    if ((error as { readonly code?: string }).code !== "ERR_MODULE_NOT_FOUND") throw error;
    const trouble = `is "${driver}", and that client is not installed: npm install ${packages[driver]}`;
    throw transportErrors.TRANSPORT_SETTING(
      { transport: "kafka", setting: "driver", trouble },
      { cause: error },
    );
  }
}

const packages = { platformatic: "@platformatic/kafka", kafkajs: "kafkajs" } as const;
