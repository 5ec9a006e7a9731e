export { decodeMessage } from "./bindings/decode-message.ts";
export {
  createEventBridgeBinding,
  type EventBridgeBinding,
  type EventBridgeEntry,
  type EventBridgeOptions,
  eventBridgeBinding,
} from "./bindings/event-bridge.ts";
export { type Binding, batchType, structuredType } from "./bindings/header-binding.ts";
export { httpBinding } from "./bindings/http.ts";
export { type KafkaMessage, kafkaBinding } from "./bindings/kafka.ts";
export type { ContentMode, EncodedMessage, HeadersIn, HeaderValueIn, MessageIn } from "./bindings/message.ts";
export { natsBinding } from "./bindings/nats.ts";
export { partitionKeyOf } from "./bindings/partition-key.ts";
export { decodeHeaderValue, encodeHeaderValue } from "./bindings/percent.ts";
export { type RedisEntry, redisBinding } from "./bindings/redis.ts";
export {
  type AttributeValue,
  type CloudEvent,
  extensionOf,
  type KnownExtensions,
} from "./cloud-event.ts";
export { type CreateOptions, createEvent, type EventInit, newEventId } from "./create/create-event.ts";
export {
  defineEvent,
  type EventDefinition,
  type EventDetails,
  type EventFactory,
} from "./create/define-event.ts";
export { type EventBuilder, eventBuilder } from "./create/event-builder.ts";
export { createIdSource } from "./create/event-ids.ts";
export { isoTime } from "./create/iso-time.ts";
export { CloudEventError, cloudEventErrors } from "./errors.ts";
export { type BatchLimits, decodeBatch, encodeBatch } from "./json/batch.ts";
export { type DecodeOptions, decodeStructured } from "./json/decode-structured.ts";
export { encodeStructured, structuredText } from "./json/encode-structured.ts";
export type { LimitOptions } from "./json/limit.ts";
export { aliases, isAttributeName, optionalAttributes, requiredAttributes } from "./names.ts";
export { dataFlaws } from "./validate/data-flaws.ts";
export type {
  DataProblem,
  DataVerdict,
  EventVerdict,
  ValidateData,
  ValidateOptions,
} from "./validate/options.ts";
export type { TraceContextPolicy } from "./validate/trace-context.ts";
export {
  type BatchDuplicate,
  type BatchOptions,
  type BatchResult,
  type BatchVerdict,
  validateBatch,
} from "./validate/validate-batch.ts";
export { validateEvent } from "./validate/validate-event.ts";
export { type DataKind, dataKindOf } from "./values/media-type.ts";
export { parseTimestamp } from "./values/timestamp.ts";
export { type Violation, violationOf } from "./violation.ts";
