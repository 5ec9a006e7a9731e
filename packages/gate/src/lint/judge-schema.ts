import type { SchemaJudge } from "@concordat/asyncapi";
import { isConcordatError } from "@concordat/errors";
import { createValidator, type Problem } from "@concordat/validator";

/** What the validator has against a schema that stands in the AsyncAPI document itself. */
export const judgeSchema: SchemaJudge = (schema, dialect) => {
  try {
    createValidator(schema, { dialect });
    return [];
  } catch (error) {
    if (!isConcordatError(error)) throw error;
    const { code, message, hint, params } = error;
    // What is wrong with references is found by whoever follows them, with better places.
    if (code !== "SCHEMA_INVALID") return [];
    const problems = (params as { readonly problems?: readonly Problem[] }).problems ?? [];
    if (problems.length === 0) return [{ code, message, hint, pointer: "" }];
    return problems.map((problem) => ({
      code,
      message: problem.message,
      hint: `write ${problem.expected}`,
      pointer: problem.pointer,
    }));
  }
};
