import type { Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";
import { createValidator } from "../create-validator.ts";
import { askCfworker } from "./cfworker.ts";
import type { Judge, SchemaSet } from "./judge.ts";
import { schemaSetOf } from "./schema-set.ts";
import { waitForHyperjump } from "./waiting.ts";

export type WitnessSchema = {
  readonly schema: Json;
  readonly documents: ReadonlyMap<string, Json>;
  readonly dialect: Dialect;
  readonly assertsFormat: boolean;
};

/**
 * Three validators that share no code, as `@concordat/compat` asks them about a witness: the cheapest first, and the
 * third only where the other two differ. All answer at once, without promises.
 *
 * Nothing is fetched; `compile` throws where a validator cannot make sense of the schema.
 */
export const witnessValidators: readonly {
  readonly name: string;
  compile(schema: WitnessSchema): Judge;
}[] = [
  { name: "cfworker", compile: (schema) => askCfworker(setOf(schema)) },
  {
    name: "ajv",
    compile({ schema, documents, dialect, assertsFormat }) {
      const formats = assertsFormat ? "assert" : "annotate";
      const validate = createValidator(schema, { documents, dialect, formats });
      return (value) => validate(value).valid;
    },
  },
  { name: "hyperjump", compile: (schema) => waitForHyperjump(setOf(schema)) },
];

function setOf({ schema, documents, dialect, assertsFormat }: WitnessSchema): SchemaSet {
  return schemaSetOf(schema, { documents, dialect, formats: assertsFormat ? "assert" : "annotate" });
}
