import type { Rule } from "../lint/rule.ts";
import { anchorDuplicate } from "./anchor-duplicate.ts";
import { boundsContradict } from "./bounds-contradict.ts";
import { branchesAmbiguous } from "./branches-ambiguous.ts";
import { closedTwice } from "./closed-twice.ts";
import { combinatorCount } from "./combinator-count.ts";
import { contractDocument } from "./contract-document.ts";
import { defaultInvalid } from "./default-invalid.ts";
import { descriptionMissing } from "./description-missing.ts";
import { dialectMismatch } from "./dialect-mismatch.ts";
import { dialectUnknown } from "./dialect-unknown.ts";
import { dynamicReference } from "./dynamic-reference.ts";
import { enumSize } from "./enum-size.ts";
import { eventWithoutMessage } from "./event-without-message.ts";
import { exampleInvalid } from "./example-invalid.ts";
import { expansion } from "./expansion.ts";
import { floatMultiple } from "./float-multiple.ts";
import { formatUnknown } from "./format-unknown.ts";
import { formatWithoutString } from "./format-without-string.ts";
import { frozenChanged } from "./frozen-changed.ts";
import { frozenMissing } from "./frozen-missing.ts";
import { groupLiteral } from "./group-literal.ts";
import { identity } from "./identity.ts";
import { keyRequired } from "./key-required.ts";
import { keywordUnknown } from "./keyword-unknown.ts";
import { keywordValue } from "./keyword-value.ts";
import { messageWithoutContract } from "./message-without-contract.ts";
import { nameCharacters } from "./name-characters.ts";
import { nameLength } from "./name-length.ts";
import { namingStyle } from "./naming-style.ts";
import { nestingDepth } from "./nesting-depth.ts";
import { patternLimit } from "./pattern-limit.ts";
import { patternSyntax } from "./pattern-syntax.ts";
import { patternUnsupported } from "./pattern-unsupported.ts";
import { patternWithoutLength } from "./pattern-without-length.ts";
import { propertyCount } from "./property-count.ts";
import { referenceLoop } from "./reference-loop.ts";
import { referenceRemote } from "./reference-remote.ts";
import { referenceScheme } from "./reference-scheme.ts";
import { referenceUnpinned } from "./reference-unpinned.ts";
import { referenceUnresolved } from "./reference-unresolved.ts";
import { requiredUndeclared } from "./required-undeclared.ts";
import { rootObject } from "./root-object.ts";
import { schemaRefused } from "./schema-refused.ts";
import { suppressionExpired } from "./suppression-expired.ts";
import { suppressionUnused } from "./suppression-unused.ts";
import { titleUnique } from "./title-unique.ts";
import { typeUnique } from "./type-unique.ts";
import { uniqueItems } from "./unique-items.ts";
import { unsafeInteger } from "./unsafe-integer.ts";
import { validatorsDisagree } from "./validators-disagree.ts";
import { valuesContradict } from "./values-contradict.ts";
import { vocabularyUnknown } from "./vocabulary-unknown.ts";
import { writerViewEmpty } from "./writer-view-empty.ts";

/** Every rule there is, in the order of the documentation: the table of contents. */
export const rules: readonly Rule[] = [
  // The contract as a whole.
  contractDocument,
  identity,
  titleUnique,
  typeUnique,
  rootObject,
  keyRequired,
  // What language it is written in.
  dialectUnknown,
  dialectMismatch,
  vocabularyUnknown,
  // Keywords.
  keywordValue,
  keywordUnknown,
  schemaRefused,
  // References.
  referenceUnresolved,
  referenceRemote,
  referenceScheme,
  referenceLoop,
  referenceUnpinned,
  dynamicReference,
  anchorDuplicate,
  // Rules that cannot hold, or not everywhere.
  boundsContradict,
  valuesContradict,
  unsafeInteger,
  floatMultiple,
  requiredUndeclared,
  closedTwice,
  branchesAmbiguous,
  uniqueItems,
  // Patterns and formats.
  patternSyntax,
  patternUnsupported,
  patternLimit,
  patternWithoutLength,
  formatUnknown,
  formatWithoutString,
  // What the schema says of real values.
  exampleInvalid,
  defaultInvalid,
  writerViewEmpty,
  validatorsDisagree,
  // Names and words.
  nameCharacters,
  nameLength,
  namingStyle,
  descriptionMissing,
  // Limits.
  propertyCount,
  enumSize,
  combinatorCount,
  nestingDepth,
  expansion,
  // The lock.
  frozenChanged,
  frozenMissing,
  // The AsyncAPI document.
  messageWithoutContract,
  eventWithoutMessage,
  groupLiteral,
  // The settings themselves.
  suppressionUnused,
  suppressionExpired,
];
