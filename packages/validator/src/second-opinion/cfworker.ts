import { type Schema, type SchemaDraft, Validator } from "@cfworker/json-schema";
import type { Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";
import type { Judge, SchemaSet } from "./judge.ts";

const drafts: Readonly<Record<Dialect, SchemaDraft>> = {
  "draft-04": "4",
  "draft-06": "7",
  "draft-07": "7",
  "2019-09": "2019-09",
  "2020-12": "2020-12",
};

/** Interprets the schema as it stands; draft-06 is read as draft-07, which only adds keywords to it. */
export function askCfworker({ schema, documents, dialect }: SchemaSet): Judge {
  const validator = new Validator(schema as Schema | boolean, drafts[dialect]);
  for (const [uri, document] of documents) validator.addSchema(document as Schema, uri);
  return (instance: Json) => validator.validate(instance).valid;
}
