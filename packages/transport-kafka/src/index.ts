export { type KafkaCapabilities, kafkaCapabilities } from "./capabilities.ts";
export { openKafkaTransport } from "./kafka-transport.ts";
export type { KafkaTransportOptions } from "./options.ts";
export { transportModule } from "./transport-module.ts";
