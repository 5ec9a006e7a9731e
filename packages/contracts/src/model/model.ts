import type { JsonObject } from "@concordat/json";
import type { ContractRecord } from "../catalogue/contract.ts";
import type { ModelChannel } from "./channel.ts";
import type { ModelTag } from "./described.ts";
import type { ModelMessage } from "./message.ts";
import type { ModelOperation } from "./operation.ts";
import type { ModelServer } from "./server.ts";

/**
 * The catalogue and its AsyncAPI document as plain data: all that generators, registry and command line read.
 *
 * Complete: every schema that a contract or message refers to is in it, so nobody opens a schema file. Every list has
 * one fixed order. Versions 2.x and 3.x of AsyncAPI look the same here.
 */
export type CatalogueModel = {
  /** Raised when a reader of the old shape would misread the new one. */
  readonly modelVersion: typeof modelVersion;
  readonly info: ModelInfo;
  /** What every contract's `$id` begins with; ends in a slash. */
  readonly base: string;
  /** All versions of all contracts, by path and version. A `$ref` in a document leads to another document here. */
  readonly contracts: readonly ContractRecord[];
  readonly servers: readonly ModelServer[];
  readonly channels: readonly ModelChannel[];
  readonly operations: readonly ModelOperation[];
  readonly messages: readonly ModelMessage[];
};

export const modelVersion = 1;

export type ModelInfo = {
  readonly title: string;
  readonly version: string;
  /** The version of AsyncAPI that the document is written in. */
  readonly asyncapi: string;
  readonly id?: string;
  readonly description?: string;
  readonly license?: JsonObject;
  readonly contact?: JsonObject;
  readonly tags: readonly ModelTag[];
};
