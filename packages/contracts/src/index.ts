export {
  type AcceptedBreak,
  type AcceptedSide,
  acceptedFileName,
  type BreakDirection,
  formatAccepted,
} from "./accepted/accepted.ts";
export { type AcceptedReading, parseAccepted } from "./accepted/parse-accepted.ts";
export { type Catalogue, type CatalogueFilter, createCatalogue } from "./catalogue/catalogue.ts";
export {
  type CatalogueDocument,
  catalogueOfDocuments,
} from "./catalogue/catalogue-of-documents.ts";
export {
  type Contract,
  type ContractKind,
  type ContractMetadata,
  type ContractRecord,
  type ContractVersion,
  contractKinds,
  type Priority,
  priorities,
} from "./catalogue/contract.ts";
export { toContractRecord } from "./catalogue/contract-record.ts";
export { type ContractPlace, toContractVersion } from "./catalogue/contract-version.ts";
export { placeOf } from "./catalogue/place.ts";
export {
  type CompatibilityOverride,
  type Config,
  configFileName,
  type GenerationTarget,
  type Policy,
  policies,
  type RuleLevel,
  type RuleSetting,
  ruleLevels,
  type Suppression,
  type UndecidedTreatment,
  type WriterAssumption,
} from "./config/config.ts";
export { directionsOf } from "./config/directions.ts";
export type { Environment } from "./config/environment.ts";
export { type ConfigReading, parseConfig } from "./config/parse-config.ts";
export { type CompatibilitySettings, compatibilityOf } from "./config/settings-for.ts";
export { isDay, isTargetName } from "./config/shapes.ts";
export { ContractError, contractErrors } from "./errors.ts";
export { matchesPath, matchesText } from "./glob.ts";
export {
  checkContractUri,
  formatContractUri,
  formatSubject,
  parseContractUri,
  parseSubject,
  registryUrl,
} from "./ids/addresses.ts";
export {
  type ContractId,
  checkContractId,
  formatContractId,
  parseContractId,
  reservedFirstSegments,
} from "./ids/contract-id.ts";
export { type NameTrouble, nameTrouble, visible } from "./ids/name-trouble.ts";
export {
  compareVersions,
  formatVersion,
  latestVersion,
  nextVersion,
  parseVersion,
  type Version,
  type VersionStep,
} from "./ids/version.ts";
export {
  checkVersionedId,
  formatVersionedId,
  parseVersionedId,
  type VersionedId,
} from "./ids/versioned-id.ts";
export { emptyLock, formatLock, type Lock, lockFileName, parseLock } from "./lock/lock.ts";
export { verifyLock } from "./lock/verify.ts";
export type { ModelChannel, ModelParameter } from "./model/channel.ts";
export type { Described, ModelTag } from "./model/described.ts";
export type { ModelMessage, ModelPayload } from "./model/message.ts";
export { type CatalogueModel, type ModelInfo, modelVersion } from "./model/model.ts";
export type { Direction, ModelOperation, ModelReply } from "./model/operation.ts";
export type { ModelServer } from "./model/server.ts";
