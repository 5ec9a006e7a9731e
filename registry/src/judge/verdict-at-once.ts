import { checkWithin, type Verdict, type WitnessValidator } from "@concordat/compat";
import { witnessValidators } from "@concordat/validator/witness-validators";
import { compatibilityQuestion, type PairQuestion } from "../sandbox/compatibility-question.ts";

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
  const verdict = checkWithin(steps, { ...compatibilityQuestion(question), validators });
  return verdict === undefined || isThirdAsked || dependsOnStack(verdict) ? undefined : verdict;
}

/** The stack of a thread is larger. */
function dependsOnStack(verdict: Verdict): boolean {
  return verdict.status === "undecided" && verdict.reason === "NESTED_TOO_DEEPLY";
}
