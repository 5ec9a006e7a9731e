export { type Handler, type Layer, stack } from "./layer.ts";
export type { Durability, NotPromised, TransportCapabilities } from "./ports/capabilities.ts";
export { type Clock, systemClock } from "./ports/clock.ts";
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
