export { type Annotations, annotationsOf, inheritedAnnotations } from "./annotations.ts";
export { bundleSchema } from "./bundle.ts";
export {
  canonicalMetaSchema,
  type Dialect,
  definitionsKeyword,
  dialectOf,
  dialects,
  idKeyword,
  isSince,
  metaSchemaOf,
} from "./dialect.ts";
export { replaceAt } from "./edit.ts";
export { SchemaError, schemaErrors } from "./errors.ts";
export type { SchemaFinding } from "./finding.ts";
export { foreignKeywords, remedyFor } from "./foreign-keywords.ts";
export {
  createSchemaGraph,
  type Reference,
  type SchemaGraph,
  type SchemaGraphOptions,
} from "./graph.ts";
export type { Identity } from "./identity.ts";
export {
  type AppliesTo,
  type Keyword,
  type KeywordKind,
  keywordOf,
  keywordsOf,
  refHidesSiblings,
  type SubschemaShape,
} from "./keywords.ts";
export { anonymousUri, formatLocation, type SchemaLocation } from "./location.ts";
export { type TextPlace, textPlaceOf } from "./position.ts";
export type { ReferenceKeyword } from "./reference.ts";
export type { Below, Followed, ResolvedSchema, Traversal } from "./resolved.ts";
export type { DynamicScope } from "./scope.ts";
export { effectiveMembers, isSchema, type Subschema, subschemasOf } from "./subschemas.ts";
export { createRegExpMatcher, type PatternMatcher } from "./views/patterns.ts";
export { readerView } from "./views/reader-view.ts";
export type { ClosedPosition, View } from "./views/view.ts";
export { closingSchema, type WriterViewOptions, writerView } from "./views/writer-view.ts";
export { type SchemaDocument, type SchemaVisit, type WalkOptions, walkSchemas } from "./walk.ts";
