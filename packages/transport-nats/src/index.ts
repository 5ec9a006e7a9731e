export type {
  Credentials,
  LinkOptions,
  NatsDriver,
  NatsLink,
  WireMessage,
  WireSubscription,
} from "./drivers/driver.ts";
export { NoResponder } from "./drivers/driver.ts";
export { NatsError, natsErrors } from "./errors.ts";
export { type NatsTransportOptions, openNatsTransport, transportModule } from "./open.ts";
export type { NatsStreamOptions } from "./topology/stream-options.ts";
