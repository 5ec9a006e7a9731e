import { metaSchemas, witnessValidators } from "@concordat/validator/witness-validators";
import {
  type CompatibilityQuestion,
  checkCompatibility as check,
  checkWithin as checkWithinSteps,
} from "./check-compatibility.ts";
import type { Verdict } from "./verdict.ts";

/**
 * The same, with three independent validators at hand: a witness counts once two of them accept it under the writer and
 * refuse it under the reader. The official meta-schemas are at hand too, for schemas that refer to one.
 */
export function checkCompatibility(question: CompatibilityQuestion): Verdict {
  return withMetaSchemas(check, question);
}

/** The same with everything at hand. */
export function checkWithin(steps: number, question: CompatibilityQuestion): Verdict | undefined {
  return withMetaSchemas((whole) => checkWithinSteps(steps, whole), question);
}

function withMetaSchemas<Answer extends Verdict | undefined>(
  ask: (question: CompatibilityQuestion) => Answer,
  question: CompatibilityQuestion,
): Answer {
  const whole = { validators: witnessValidators, ...question };
  const verdict = ask(whole);
  // Bringing them in costs milliseconds, and next to no schema asks for them.
  if (verdict === undefined || !asksForMetaSchema(verdict)) return verdict;
  const { resolve = new Map(), resolveReader } = question;
  return ask({
    ...whole,
    resolve: new Map([...metaSchemas, ...resolve]),
    ...(resolveReader && { resolveReader: new Map([...metaSchemas, ...resolveReader]) }),
  });
}

function asksForMetaSchema(verdict: Verdict): boolean {
  const isOpen = verdict.status === "undecided" && verdict.reason === "REFERENCE_UNKNOWN";
  return isOpen && /https?:\/\/json-schema\.org\//.test(verdict.message);
}
