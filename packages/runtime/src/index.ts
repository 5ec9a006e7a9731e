export { TransportError, transportErrors } from "./errors.ts";
export { createLanes, type Lanes } from "./lanes/lanes.ts";
export { type Handler, type Layer, stack } from "./layer.ts";
export { createMemoryBroker, type MemoryBroker } from "./memory/memory-broker.ts";
export { createMemoryTransport, type MemoryTransportOptions } from "./memory/memory-transport.ts";
export type { MemoryBrokerOptions } from "./memory/options.ts";
export type { Durability, NotPromised, TransportCapabilities } from "./ports/capabilities.ts";
export { type Clock, systemClock } from "./ports/clock.ts";
export { type SubscribeSettings, subscribeSettingsOf } from "./ports/subscribe-settings.ts";
export type {
  DecodedContent,
  Delivery,
  DeliveryHandler,
  MessageHeaders,
  OutgoingMessage,
  PublishResult,
  RawContent,
  SubscribeOptions,
  Subscription,
  Transport,
  TransportHealth,
} from "./ports/transport.ts";
