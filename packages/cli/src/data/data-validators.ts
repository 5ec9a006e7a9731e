import type { ValidateData } from "@concordat/cloudevents";
import type { Catalogue, ContractVersion } from "@concordat/contracts";
import { bundleSchema } from "@concordat/schema";
import { createContractValidator } from "@concordat/validator";
import type { ViewName } from "./contract-judge.ts";
import { versionNamedBy } from "./named-version.ts";

/**
 * Judges the data of events by the contracts of a catalogue: the version that `dataschema` names where it names one, and
 * else the latest of the type. Validators are made when first needed.
 */
export function createDataValidators(catalogue: Catalogue, view: ViewName): ValidateData {
  const known = new Map<string, ReturnType<typeof createContractValidator>>();
  const validatorOf = ({ uri }: ContractVersion) => {
    const validate =
      known.get(uri) ?? createContractValidator({ document: bundleSchema(uri, catalogue.graph()), view });
    known.set(uri, validate);
    return validate;
  };
  return (data, { type, dataschema }) => {
    const version =
      dataschema === undefined ? catalogue.byType(type).at(-1) : versionNamedBy(dataschema, catalogue);
    if (version === undefined) return undefined;
    if (data === undefined) return absent;
    return validatorOf(version)(data);
  };
}

const absent = {
  valid: false,
  problems: [
    {
      pointer: "",
      message: "the event has no data, and its contract describes some",
      expected: "what the contract describes",
    },
  ],
} as const;
