import { sample } from "@concordat/compat/browser";
import type { SchemaEntry } from "@concordat/gen-core";
import type { Json } from "@concordat/json";
import { createContractValidator } from "@concordat/validator";

export type SampleValues = { readonly smallest: Json; readonly full: Json };

/**
 * Data that tests can begin with: the contract's first and last example, which lint holds to what publishers may send. Examples of
 * anything else are taken as far as they are valid; where there are none, the smallest value that the schema takes and one with every
 * member that it describes. `undefined` where none is known.
 */
export function sampleValues(
  { examples, dialect, contract }: SchemaEntry,
  document: Json,
  documents: ReadonlyMap<string, Json>,
): SampleValues | undefined {
  const values =
    contract !== undefined && examples.length > 0
      ? examples
      : found(examples, { document, documents, dialect });
  const [smallest] = values;
  const full = values.at(-1);
  return smallest === undefined || full === undefined ? undefined : { smallest, full };
}

type Question = Pick<SchemaEntry, "dialect"> & {
  readonly document: Json;
  readonly documents: ReadonlyMap<string, Json>;
};

function found(examples: readonly Json[], { document, documents, dialect }: Question): readonly Json[] {
  const validate = createContractValidator({ document, documents, dialect, view: "writer" });
  const isGood = (value: Json) => validate(value).valid;
  const good = examples.filter(isGood);
  return good.length > 0 ? good : sample(document, { n: 2, dialect, documents }).samples.filter(isGood);
}
