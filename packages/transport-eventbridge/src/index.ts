export type { AwsCredentials } from "./driver/aws-sdk.ts";
export { EventBridgeError, eventBridgeErrors } from "./errors.ts";
export { openEventBridgeTransport } from "./open-transport.ts";
export type { EventBridgeTransportOptions } from "./options.ts";
export { type EventBridgeSettings, eventBridgeSettings } from "./settings.ts";
export { type Place, placeOf } from "./topology/place.ts";
export { transportModule } from "./transport-module.ts";
