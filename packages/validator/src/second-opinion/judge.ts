import type { Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";

/** What a validator is asked about: a schema, and the documents that its references lead to. */
export type SchemaSet = {
  readonly schema: Json;
  readonly documents: ReadonlyMap<string, Json>;
  readonly dialect: Dialect;
  /** Where formats do not count, they are not in the documents either; some validators have to be told that they do. */
  readonly assertsFormat: boolean;
};

export type Judge = (instance: Json) => boolean;
