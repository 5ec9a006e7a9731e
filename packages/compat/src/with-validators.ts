import { witnessValidators } from "@concordat/validator/witness-validators";
import { type CompatibilityQuestion, checkCompatibility as check } from "./check-compatibility.ts";
import type { Verdict } from "./verdict.ts";

/**
 * The same, with three independent validators at hand: a witness counts once two of them accept it under the writer and
 * refuse it under the reader.
 */
export function checkCompatibility(question: CompatibilityQuestion): Verdict {
  return check({ validators: witnessValidators, ...question });
}
