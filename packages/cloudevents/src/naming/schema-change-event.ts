import type { CloudEvent } from "../cloud-event.ts";
import { type CreateOptions, createEvent } from "../create/create-event.ts";
import { sourceOfBranch } from "../formats/branch-source.ts";
import { type ChangeOperation, type ChangeResourceType, eventTypeOf } from "./event-type.ts";
import type { TypeNames } from "./type-names.ts";

/** Somebody changed the ontology. */
export type SchemaChange = {
  readonly operation: ChangeOperation;
  readonly resourceType: ChangeResourceType;
  readonly resourceId: string;
  readonly branch: string;
  readonly commitId: string;
  readonly author: string;
  /** More than the change itself says; a member here goes before one that would be filled in. */
  readonly data?: Readonly<Record<string, unknown>>;
};

export type SchemaChangeOptions = CreateOptions & {
  /** The types there are. */
  readonly types: readonly string[] | TypeNames;
};

/**
 * The event of a change: its type follows from what was done to what, its source from the branch, its subject and its data
 * from the resource.
 *
 * @throws {FormatError} UNKNOWN_EVENT_TYPE, where nothing of the kind can be done to such a resource
 * @throws {CloudEventError} CE_INVALID
 */
export function createSchemaChangeEvent(change: SchemaChange, options: SchemaChangeOptions): CloudEvent {
  const { operation, resourceType, resourceId, branch, commitId, author, data } = change;
  const { types, ...create } = options;
  const facts = { operation, resource_type: resourceType, resource_id: resourceId };
  return createEvent(
    {
      type: eventTypeOf(operation, resourceType, types),
      source: sourceOfBranch(branch),
      subject: `${resourceType}/${resourceId}`,
      branch,
      commit: commitId,
      author,
      data: { name: resourceId, ...facts, ...data },
    },
    create,
  );
}
