export {
  type AttributeValue,
  type CloudEvent,
  extensionOf,
  type KnownExtensions,
} from "./cloud-event.ts";
export { FormatError, formatErrors } from "./formats/errors.ts";
export { detailTypeOf } from "./naming/detail-type.ts";
export {
  type ChangeOperation,
  type ChangeResourceType,
  changeOperations,
  changeResourceTypes,
  eventTypeOf,
} from "./naming/event-type.ts";
export { natsSubjectOf } from "./naming/nats-subject.ts";
export { createTypeNames, type TypeNames } from "./naming/type-names.ts";
export type { Violation } from "./violation.ts";
