import { ConcordatError, defineErrors } from "@concordat/errors";

/** A schema that cannot be followed, placed or expanded; the same texts serve as findings. */
export class SchemaError extends ConcordatError {}

/** `at` is always the place as a person writes it: `https://…/1.0.0.json#/properties/name`. */
export const schemaErrors = defineErrors(SchemaError, {
  SCHEMA_DIALECT: {
    message: (p: { at: string; named: string }) =>
      `${p.at} names ${p.named} as its dialect, which is none we know`,
    hint: "name one of the drafts 04, 06, 07, 2019-09 and 2020-12 by the URI of its meta-schema",
  },
  SCHEMA_DIALECT_SPELLING: {
    message: (p: { at: string; named: string; spelling: string }) =>
      `${p.at} names its dialect ${p.named}, and its specification says ${p.spelling}`,
    hint: (p) => `write ${p.spelling}`,
  },
  SCHEMA_DIALECT_MISMATCH: {
    message: (p: { at: string; keyword: string; dialect: string; remedy: string }) =>
      `${p.at}: "${p.keyword}" has no such meaning in ${p.dialect}`,
    hint: (p) => p.remedy,
  },
  SCHEMA_VOCABULARY: {
    message: (p: { at: string; vocabulary: string; trouble: string }) =>
      `${p.at}: vocabulary ${p.vocabulary} ${p.trouble}`,
    hint: "use the standard vocabularies of the dialect, whole; say the rest in x- keywords",
  },
  SCHEMA_ID: {
    message: (p: { at: string; id: string; trouble: string; remedy: string }) =>
      `${p.at}: the identifier "${p.id}" ${p.trouble}`,
    hint: (p) => p.remedy,
  },
  SCHEMA_ANCHOR: {
    message: (p: { at: string; anchor: string; first: string }) =>
      `${p.at}: the anchor "${p.anchor}" already stands at ${p.first}`,
    hint: (p) => `rename one of the two anchors "${p.anchor}"`,
  },
  SCHEMA_REF_UNRESOLVED: {
    /** `document` is the URI of the one that is missing, where that is the reason. */
    message: (p: { at: string; ref: string; reason: string; document?: string }) =>
      `${p.at} refers to "${p.ref}": ${p.reason}`,
    hint: "correct the reference, or add what it names",
  },
  SCHEMA_REF_REMOTE: {
    message: (p: { at: string; ref: string; uri: string }) =>
      `${p.at} refers to ${p.uri}, which is not among the documents; nothing is fetched`,
    hint: (p) => `hand in the document of ${p.uri}, or refer to one that is there`,
  },
  SCHEMA_REF_SCHEME: {
    message: (p: { at: string; ref: string; scheme: string }) =>
      `${p.at} refers to "${p.ref}": references of the scheme ${p.scheme} are not followed`,
    hint: "refer to a document by a relative reference or by its https identifier",
  },
  SCHEMA_REF_LOOP: {
    message: (p: { at: string; chain: readonly string[] }) =>
      `${p.at} leads back to itself without consuming anything: ${p.chain.join(" → ")}`,
    hint: "let the cycle pass through a property or an item, or remove the reference",
  },
  SCHEMA_DYNAMIC_REF: {
    message: (p: { at: string; ref: string; reason: string; document?: string }) =>
      `${p.at}: the dynamic reference "${p.ref}" cannot be followed: ${p.reason}`,
    hint: 'name a $dynamicAnchor that exists; $recursiveRef is always "#"',
  },
  LIMIT_EXPANSION: {
    message: (p: { at: string; limit: number; what: string }) =>
      `${p.at} unfolds into more than ${p.limit} ${p.what}`,
    hint: "split the schema, or let fewer branches, patterns and dynamic anchors overlap",
  },
});
