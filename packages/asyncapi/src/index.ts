export { AsyncapiError, asyncapiErrors } from "./errors.ts";
export {
  type ExtractedContract,
  type Extraction,
  type ExtractOptions,
  extractSchemas,
} from "./extract/extract-schemas.ts";
export { type ModelGenerator, modelGenerator } from "./model/generator.ts";
export { interpretDocument, type PastDocument } from "./model/interpret-document.ts";
export { readModelFile as readCommittedModel } from "./model/model-file.ts";
export { modelFile, type Project } from "./model/project.ts";
export { type DocumentOptions, type DocumentReading, readDocument } from "./model/read-document.ts";
export { type ModelOptions, type ModelReading, readModel, readModelAnew } from "./model/read-model.ts";
export type { SchemaFault, SchemaJudge } from "./payload/check.ts";
export { placedFindings } from "./source/placed-findings.ts";
