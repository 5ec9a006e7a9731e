import type { TransportModule } from "@concordat/runtime/transport";
import { openKafkaTransport } from "./kafka-transport.ts";
import type { KafkaTransportOptions } from "./options.ts";
import { kafkaSettings } from "./settings.ts";

export const transportModule: TransportModule = {
  name: "kafka",
  settings: kafkaSettings.table,
  // Every name and value is checked when it is opened.
  open: (settings, context) => openKafkaTransport(settings as unknown as KafkaTransportOptions, context),
};
