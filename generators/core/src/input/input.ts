import type { CatalogueModel, ContractKind, ModelOperation } from "@concordat/contracts";
import type { TopologyReading } from "@concordat/contracts/topology";
import type { Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";

/**
 * What generators work on, the same for all languages: every schema that needs a type, and what the document says about who
 * sends and receives which of them. Complete: a generator opens no file.
 */
export type GenerationInput = {
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  /** Every document that a schema may refer to, by absolute URI. */
  readonly documents: ReadonlyMap<string, Json>;
  /** By key. */
  readonly schemas: readonly SchemaEntry[];
  /** By type; of a contract with several versions in one type the latest. */
  readonly events: readonly EventEntry[];
  readonly operations: readonly OperationEntry[];
  /** What brokers have to have; absent where there are schemas only. */
  readonly topology?: TopologyReading;
  /** What it was all made from, for those who tell about it; absent where there are schemas only. */
  readonly model?: CatalogueModel;
};

export type SchemaEntry = {
  /** `oms/objecttype/created/1.1.0`, `messages/lightMeasured`, or the path of a file without its ending. */
  readonly key: string;
  /** Where its text is found in `documents`. */
  readonly uri: string;
  /** What it is called; words of a title, or of the path where it has none. */
  readonly title: string;
  readonly kind: ContractKind | "message" | "schema";
  readonly dialect: Dialect;
  readonly description?: string;
  readonly deprecated: boolean;
  readonly examples: readonly Json[];
  /** Of a contract. */
  readonly contract?: { readonly path: string; readonly version: string; readonly isLatest: boolean };
};

export type EventEntry = {
  /** The CloudEvents type; of a message without one its name. */
  readonly type: string;
  /** Key of the schema of its data. */
  readonly schema: string;
  readonly title: string;
  readonly description?: string;
  readonly deprecated: boolean;
  /** What its events name as their `dataschema`; absent where the schema has no address of its own. */
  readonly dataschema?: string;
  /** JSON Pointer into the data, to what keeps events in order. */
  readonly keyPointer?: string;
  /** Where it travels; absent where no channel carries it, or its address has parameters. */
  readonly address?: string;
  /** Names of the messages of the document that carry it. */
  readonly messages: readonly string[];
  readonly examples: readonly Json[];
};

/** An operation, with the types of the events it moves. */
export type OperationEntry = Pick<
  ModelOperation,
  "name" | "direction" | "channel" | "title" | "summary" | "description"
> & {
  readonly address?: string;
  /** The application that does it; called after the document where the document tells of none. */
  readonly application: string;
  /** Types of events; messages that are no events are left out. */
  readonly types: readonly string[];
};
