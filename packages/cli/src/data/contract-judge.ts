import type { Catalogue, ContractVersion } from "@concordat/contracts";
import type { Json } from "@concordat/json";
import { bundleSchema } from "@concordat/schema";
import { createContractValidator, type Problem } from "@concordat/validator";
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
  return { rule, code, pointer, message, hint: hintOf(problem, value), details };
}

/** An imperative for each way in which data goes wrong; the message has said already what is wrong. */
function hintOf({ rule, pointer, expected, suggestion }: Problem, value: Json): string {
  if (rule === "type" && pointer === "" && typeof value === "string" && /^\s*[{[]/.test(value))
    return `send ${expected.replace(/^an? /, "the ")} itself; here it was written into a string`;
  if (suggestion !== undefined) return `write ${JSON.stringify(suggestion)} if that is meant`;
  switch (rule) {
    case "required":
      return `add ${expected}`;
    case "unknown-member":
      return "take it out, or declare it in the next version of the contract";
    case "forbidden":
      return "leave it out";
    case "size":
      return `give it ${expected}`;
    case "range":
      return `keep it ${expected}`;
    case "alternative":
    case "contains":
    case "unique":
      return `make it match: ${expected}`;
    default:
      return `write ${expected}`;
  }
}
