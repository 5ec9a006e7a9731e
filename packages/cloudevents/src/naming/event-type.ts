import { formatErrors } from "../formats/errors.ts";
import { createTypeNames, type TypeNames } from "./type-names.ts";

/** The words of those who change the ontology; `eventTypeOf` makes event types of them. */
export const changeOperations = ["create", "update", "delete", "validate"] as const;
export const changeResourceTypes = ["schema", "object_type", "property", "link_type"] as const;

export type ChangeOperation = (typeof changeOperations)[number];
export type ChangeResourceType = (typeof changeResourceTypes)[number];

/**
 * The type of the event that says that this was done to a resource of this kind: `create` of an `object_type` is
 * `….objecttype.created`. Which pairs there are is what `types` says.
 *
 * @throws {FormatError} UNKNOWN_EVENT_TYPE
 */
export function eventTypeOf(
  operation: string,
  resourceType: string,
  types: readonly string[] | TypeNames,
): string {
  const names = "find" in types && "current" in types ? types : createTypeNames(types);
  const found = isOneOf(changeOperations, operation) && isOneOf(changeResourceTypes, resourceType);
  const type = found ? names.find(shortName(operation, resourceType)) : undefined;
  if (type !== undefined) return type;
  const legal = changeOperations.flatMap((each) =>
    changeResourceTypes
      .filter((resource) => names.find(shortName(each, resource)) !== undefined)
      .map((resource) => `${each} ${resource}`),
  );
  throw formatErrors.UNKNOWN_EVENT_TYPE({ operation, resourceType, legal });
}

/** `created`, of `create`: all four operations end in e. */
export function verbOf(operation: ChangeOperation): string {
  return `${operation}d`;
}

/** The other way, where there is one. */
export function operationOf(verb: string): ChangeOperation | undefined {
  return changeOperations.find((operation) => verbOf(operation) === verb);
}

function shortName(operation: ChangeOperation, resourceType: ChangeResourceType): string {
  return `${resourceType}.${verbOf(operation)}`;
}

function isOneOf<Word extends string>(words: readonly Word[], word: string): word is Word {
  return (words as readonly string[]).includes(word);
}
