export {
  type AttributeValue,
  type CloudEvent,
  extensionOf,
  type KnownExtensions,
} from "./cloud-event.ts";
export type { Violation } from "./violation.ts";
