import { metaSchemas, witnessValidators } from "@concordat/validator/witness-validators";
import { type CompatibilityQuestion, checkCompatibility as check } from "./check-compatibility.ts";
import type { Verdict } from "./verdict.ts";

/**
 * The same, with three independent validators at hand: a witness counts once two of them accept it under the writer and
 * refuse it under the reader. The official meta-schemas are at hand too, for schemas that refer to one.
 */
export function checkCompatibility(question: CompatibilityQuestion): Verdict {
  const whole = { validators: witnessValidators, ...question };
  const verdict = check(whole);
  // Bringing them in costs milliseconds, and next to no schema asks for them.
  if (!asksForMetaSchema(verdict)) return verdict;
  return check({ ...whole, resolve: new Map([...metaSchemas, ...(question.resolve ?? [])]) });
}

function asksForMetaSchema(verdict: Verdict): boolean {
  const isOpen = verdict.status === "undecided" && verdict.reason === "REFERENCE_UNKNOWN";
  return isOpen && /https?:\/\/json-schema\.org\//.test(verdict.message);
}
