export { Queue } from "../collections/queue.ts";
export type { Arrival, HandsDriver } from "./arrival.ts";
export { Hands, type HandsOptions } from "./hands.ts";
export { loadClient } from "./load-client.ts";
export { checkHeaders } from "./message-headers.ts";
export {
  type LeaseStore,
  PartitionLeases,
  type PartitionLeasesOptions,
  shareOf,
} from "./partition-leases.ts";
export { partitionOf } from "./partition-of.ts";
export { copyOfRaw } from "./raw-copy.ts";
export { defaultRedeliveryDelayMs } from "./redelivery-delay.ts";
export { describeSettings, type SettingsOf } from "./settings.ts";
export { type OpenSubscription, openSubscription, type SubscriptionDriver } from "./subscription.ts";
export {
  type TlsOption,
  type TlsOptions,
  type TlsSettings,
  tlsOptionsOf,
  tlsSettings,
} from "./tls-settings.ts";
export type { OpenContext, TransportModule } from "./transport-module.ts";
