export { freeze } from "./freeze.ts";
export { type ContractFile, listContractFiles } from "./list-folder.ts";
export { readAccepted } from "./read-accepted.ts";
export {
  type CatalogueOptions,
  type CatalogueReading,
  catalogueOfFiles,
  readCatalogue,
  readProjectCatalogue,
} from "./read-catalogue.ts";
export { readConfig } from "./read-config.ts";
export { type LockReading, readLock } from "./read-lock.ts";
export { isFinding, parseFile, placeOfJsonError } from "./read-text.ts";
export { reasonOf, writeAtomically } from "./write-atomically.ts";
