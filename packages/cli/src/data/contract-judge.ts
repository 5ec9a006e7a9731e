import type { Catalogue, ContractVersion } from "@concordat/contracts";
import type { Json } from "@concordat/json";
import { bundleSchema } from "@concordat/schema";
import { adviceOn, createContractValidator, type Problem } from "@concordat/validator";
import { forbiddenKeys } from "./forbidden-keys.ts";
import type { JudgeData, Trouble } from "./trouble.ts";

export const views = ["reader", "writer"] as const;

export type ViewName = (typeof views)[number];

/**
 * Judges data by one version of a contract.
 *
 * @throws {SchemaError | ValidatorError} where the contract itself is faulty; lint says more
 */
export function createContractJudge(
  version: ContractVersion,
  catalogue: Catalogue,
  view: ViewName,
): JudgeData {
  const { id, uri } = version;
  const validate = createContractValidator({ document: bundleSchema(uri, catalogue.graph()), view });
  return (value) => {
    const forbidden = forbiddenKeys(value);
    const verdict = validate(value);
    if (verdict.valid && forbidden.length === 0) return [];
    const problems = verdict.valid ? [] : verdict.problems.map((problem) => asTrouble(problem, value));
    return [...forbidden, ...problems].map((trouble) => ({ ...trouble, contract: id }));
  };
}

function asTrouble(problem: Problem, value: Json): Trouble {
  const { code, rule, pointer, message, schema, expected, suggestion } = problem;
  const details = { schema, expected, ...(suggestion !== undefined && { suggestion }) };
  return { rule, code, pointer, message, hint: adviceOn(problem, value), details };
}
