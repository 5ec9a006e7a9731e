export { CodegenError, codegenErrors } from "./errors.ts";
export {
  defineGenerator,
  type Files,
  type Generator,
  type GeneratorOptions,
  type Scaffold,
} from "./generator.ts";
export { inputFromModel } from "./input/from-model.ts";
export { inputFromSchemas, type SchemaFolder } from "./input/from-schemas.ts";
export type { EventEntry, GenerationInput, OperationEntry, SchemaEntry } from "./input/input.ts";
export { inputDigests } from "./input/input-digests.ts";
export { modelOfCatalogue } from "./input/model-of-catalogue.ts";
export { reachedDocuments } from "./input/reached-documents.ts";
export { createTypeModel, type Declaration, type TypeModel } from "./model/model.ts";
export type {
  Discriminator,
  Docs,
  Facts,
  ListType,
  Member,
  ObjectType,
  Others,
  PatternMembers,
  ReferenceType,
  Type,
  UnionType,
} from "./model/type.ts";
export { assignNames, type NamingRules, type Wish } from "./names/assign-names.ts";
export {
  type Case,
  camelCase,
  constantCase,
  kebabCase,
  pascalCase,
  snakeCase,
  wordsOf,
} from "./names/words.ts";
export {
  Code,
  type CodeNode,
  empty,
  group,
  type Import,
  indent,
  isEmpty,
  join,
  lineOrNothing,
  lineOrSpace,
  newline,
  type Printable,
  whenBroken,
} from "./print/code.ts";
export type { Language } from "./print/language.ts";
export { printFile, type SourceFile } from "./print/print-file.ts";
export { type Layout, type Rendered, render } from "./print/render.ts";
export { code } from "./print/template.ts";
export { type LoadOptions, loadGenerator } from "./run/load-generator.ts";
export { createMemory, type Memory, type Remember } from "./run/memory.ts";
