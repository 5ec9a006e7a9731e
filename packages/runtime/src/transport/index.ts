export { Chain, type Link } from "../collections/chain.ts";
export { Queue } from "../collections/queue.ts";
export type { Arrival, HandsDriver } from "./arrival.ts";
export {
  type Attempt,
  connectionError,
  type ErrorLink,
  type LoginRefusal,
  wordsOf,
} from "./connection-error.ts";
export type { FieldBytes } from "./field-bytes.ts";
export { flowSettings } from "./flow-settings.ts";
export { Hands, type HandsOptions } from "./hands.ts";
export { isForbidden } from "./is-forbidden.ts";
export { jitteredPause } from "./jittered-pause.ts";
export { loadClient } from "./load-client.ts";
export { checkHeaders } from "./message-headers.ts";
export { type LeaseStore, PartitionLeases, type PartitionLeasesOptions } from "./partition-leases.ts";
export { partitionOf } from "./partition-of.ts";
export { PublishCall } from "./publish-call.ts";
export { SeenFields } from "./seen-fields.ts";
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
