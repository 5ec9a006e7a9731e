import type { Json } from "@concordat/json";
import type { SchemaLocation } from "../location.ts";

/** A contract as one side of a channel sees it: one document that needs no other. */
export type View = {
  readonly schema: Json;
  /** Where members that nobody declared are refused, over and above what the contract itself refuses. */
  readonly closedAt: readonly ClosedPosition[];
};

export type ClosedPosition = {
  /**
   * In the instance: a JSON Pointer in which `*` stands for any index or name that has none of its own. A recursive
   * schema has endlessly many positions that mean the same; of those the first is named.
   */
  readonly position: string;
  /** In the view's document: the schema that holds the list of names. A validator's complaint points below it. */
  readonly pointer: string;
  /** In the contract: the schemas whose `properties` the list was read from. */
  readonly describedBy: readonly SchemaLocation[];
};
