import {
  type CompatibilityQuestion,
  checkWithin,
  type Verdict,
  type WitnessValidator,
} from "@concordat/compat";
import { witnessValidators } from "@concordat/validator/witness-validators";
import { compatibilityQuestion, type PairQuestion } from "../sandbox/compatibility-question.ts";
import { withAlikeMembersOpen } from "./alike-members.ts";

/**
 * The verdict, if it can be had here and now in so many steps and would be the same in a sandbox; most are.
 *
 * The third validator is never asked: it runs in a thread of its own, and whoever waits for it answers nobody else.
 */
export function verdictAtOnce(steps: number, question: PairQuestion): Verdict | undefined {
  let isThirdAsked = false;
  const validators = witnessValidators.map((validator): WitnessValidator => {
    if (validator.name !== "hyperjump") return validator;
    return {
      name: validator.name,
      compile() {
        isThirdAsked = true;
        throw new Error("it is asked in the sandbox");
      },
    };
  });
  const whole = compatibilityQuestion(question);
  const proof = proofByDifference(steps, whole);
  if (proof !== undefined) return proof;
  const verdict = checkWithin(steps, { ...whole, validators });
  return verdict === undefined || isThirdAsked || dependsOnStack(verdict) ? undefined : verdict;
}

/** The stack of a thread is larger. */
function dependsOnStack(verdict: Verdict): boolean {
  return verdict.status === "undecided" && verdict.reason === "NESTED_TOO_DEEPLY";
}

/**
 * Of writers that send what their schema declares, all of it counts: whether a view of theirs lets anything through at
 * all is part of the verdict.
 */
function proofByDifference(steps: number, question: CompatibilityQuestion): Verdict | undefined {
  if (question.writerView !== "as-written") return undefined;
  const less = withAlikeMembersOpen(question);
  if (less === undefined) return undefined;
  // Nobody is asked to confirm: only a proof is of use here, and a proof needs nobody.
  const verdict = checkWithin(steps, { ...question, ...less, validators: [] });
  return verdict?.status === "compatible" ? verdict : undefined;
}
