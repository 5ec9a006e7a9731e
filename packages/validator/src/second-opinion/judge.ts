import type { Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";

/** What a validator is asked about: a schema, and the documents that its references lead to. */
export type SchemaSet = {
  readonly schema: Json;
  readonly documents: ReadonlyMap<string, Json>;
  readonly dialect: Dialect;
};

export type Judge = (instance: Json) => boolean;
