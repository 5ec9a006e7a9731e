export { contentTypeOf, dataText } from "./bindings/data-body.ts";
export { decodeMessage } from "./bindings/decode-message.ts";
export {
  createEventBridgeBinding,
  type EventBridgeBinding,
  type EventBridgeEntry,
  type EventBridgeExtras,
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
export { HeaderPlaces, PlacedMessage } from "./bindings/placed-message.ts";
export { type RedisEntry, redisBinding } from "./bindings/redis.ts";
export { type AttributeValue, type CloudEvent, extensionOf, type KnownExtensions } from "./cloud-event.ts";
export {
  type CreateOptions,
  createEvent,
  type EventDefaults,
  type EventInit,
  eventMaker,
  newEventId,
} from "./create/create-event.ts";
export {
  defineEvent,
  type EventDefinition,
  type EventDetails,
  type EventFactory,
} from "./create/define-event.ts";
export { type EventBuilder, eventBuilder } from "./create/event-builder.ts";
export { createIdSource } from "./create/event-ids.ts";
export { isoTime } from "./create/iso-time.ts";
export { type JudgedAttributes, judgedEvent } from "./create/judged-event.ts";
export { CloudEventError, cloudEventErrors } from "./errors.ts";
export { type Checksum, checksumOf } from "./formats/checksum.ts";
export {
  type CompatibilityMode,
  fromLegacy,
  messagesOf,
  republish,
  type VersionedMessage,
  wrapHandler,
} from "./formats/compatibility-layer.ts";
export { customEvent } from "./formats/custom-event.ts";
export { createDomainEventFormat, type DomainEventOptions, domainEvent } from "./formats/domain-event.ts";
export { enhanced } from "./formats/enhanced.ts";
export { FormatError, formatErrors } from "./formats/errors.ts";
export { eventBridgeEntry } from "./formats/eventbridge-entry.ts";
export { type Format, isRefusal, type ReadContext, type ReadResult, type Refusal } from "./formats/format.ts";
export { createFormats, type Formats, type FormatsOptions, knownFormats } from "./formats/formats.ts";
export { uuid5 } from "./formats/hash/uuid5.ts";
export { formatSerialiser, jsonSerialiser } from "./formats/json-serialisers.ts";
export { legacyCloudEvent } from "./formats/legacy-cloud-event.ts";
export { natsMessage } from "./formats/nats-message.ts";
export { outboxEvent } from "./formats/outbox-event.ts";
export {
  createSerialisers,
  type Serialised,
  type Serialiser,
  type Serialisers,
  type SerialisersOptions,
} from "./formats/serialisers.ts";
export { toLegacy } from "./formats/to-legacy.ts";
export {
  createUpcasters,
  type Upcast,
  type Upcasters,
  type UpcastersOptions,
  versionOf,
} from "./formats/upcasters.ts";
export { type BatchLimits, decodeBatch, encodeBatch } from "./json/batch.ts";
export { type DecodeOptions, decodeStructured, parsedEventJudge } from "./json/decode-structured.ts";
export { encodeStructured, structuredText } from "./json/encode-structured.ts";
export type { LimitOptions } from "./json/limit.ts";
export {
  createMigrator,
  type Migration,
  type MigrationRun,
  type Migrator,
  type MigratorOptions,
} from "./migrate/migrator.ts";
export type { MigrationError, MigrationReport } from "./migrate/report.ts";
export { aliases, isAttributeName, optionalAttributes, requiredAttributes } from "./names.ts";
export { detailTypeOf } from "./naming/detail-type.ts";
export {
  type ChangeOperation,
  type ChangeResourceType,
  changeOperations,
  changeResourceTypes,
  eventTypeOf,
} from "./naming/event-type.ts";
export { natsSubjectOf } from "./naming/nats-subject.ts";
export {
  createSchemaChangeEvent,
  type SchemaChange,
  type SchemaChangeOptions,
} from "./naming/schema-change-event.ts";
export { createTypeNames, type TypeNames } from "./naming/type-names.ts";
export { dataFlaws } from "./validate/data-flaws.ts";
export { dataViolations } from "./validate/data-violations.ts";
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
