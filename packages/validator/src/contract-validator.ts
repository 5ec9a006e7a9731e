import { isArray, isObject, type Json } from "@concordat/json";
import { formatLocation, type View, writerView } from "@concordat/schema";
import { graphOf } from "./compile/graph-of.ts";
import { createValidator, type ValidatorOptions } from "./create-validator.ts";
import { validatorErrors } from "./errors.ts";
import { originalPlaces } from "./original-places.ts";
import type { Problem, Validate } from "./problems/problem.ts";

export type ContractValidatorOptions = ValidatorOptions & {
  /** The contract. Its `$id`, if it has one, is what references among the documents call it. */
  readonly document: Json;
  /** `writer` also refuses members that nobody declared: what publishers validate. `reader` is the contract as written. */
  readonly view: "writer" | "reader";
};

/**
 * Judges events as one side of a channel does. Problems name the place in the contract, also where the writer view
 * found them: its own document is nothing that a person has ever seen.
 *
 * @throws what `createValidator` throws, and WRITER_VIEW_EMPTY when the writer view refuses an example of the contract
 *   that its reader view accepts: nobody could ever write what the contract promises
 */
export function createContractValidator(options: ContractValidatorOptions): Validate {
  const { document, view, documents = new Map(), dialect, ...others } = options;
  // Judged first as it was written, so that what is wrong with it is said in its own places.
  const reader = createValidator(document, { ...options, documents });
  if (view === "reader") return reader;
  const graph = graphOf(document, { ...options, documents }).graph;
  const writer = writerView(undefined, graph);
  const check = createValidator(writer.schema, { ...others, ...(dialect ? { dialect } : {}) });
  const validate = withOriginalPlaces(check, writer);
  requireExamples(document, formatLocation(graph.enter().location), reader, validate);
  return validate;
}

function withOriginalPlaces(check: Validate, view: View): Validate {
  const placeOf = originalPlaces(view);
  const original = (problem: Problem): Problem => ({ ...problem, schema: placeOf(problem.schema) });
  return (value) => {
    const verdict = check(value);
    if (verdict.valid) return verdict;
    const [first, ...more] = verdict.problems;
    return { valid: false, problems: [original(first), ...more.map(original)] };
  };
}

function requireExamples(document: Json, at: string, reader: Validate, writer: Validate): void {
  const examples = isObject(document) ? (document.examples ?? null) : null;
  if (!isArray(examples)) return;
  for (const [index, example] of examples.entries()) {
    const verdict = writer(example);
    if (verdict.valid || !reader(example).valid) continue;
    const { problems } = verdict;
    throw validatorErrors.WRITER_VIEW_EMPTY({ at, example: `/examples/${index}`, problems });
  }
}
