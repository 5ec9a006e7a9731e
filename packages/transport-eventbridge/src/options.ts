import type { Clock, Logger } from "@concordat/runtime";
import type { AwsCredentials } from "./driver/aws-sdk.ts";
import type { EventBridgeSettings } from "./settings.ts";

/** Every setting by its name (`docs/reference/transport-eventbridge.md`), and what only code can hand in. */
export type EventBridgeTransportOptions = Partial<EventBridgeSettings> & {
  readonly clock?: Clock;
  /** Is told what a person should know: what was created, a durability that is not met. */
  readonly logger?: Logger;
  /** In the place of those of the settings and of the SDK's chain. */
  readonly credentials?: AwsCredentials;
};
