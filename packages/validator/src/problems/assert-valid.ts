import { validatorErrors } from "../errors.ts";
import type { Verdict } from "./problem.ts";

/**
 * For those who cannot go on with a value that was refused. `what` names the value in the message: `event 7`.
 *
 * @throws {ValidatorError} DATA_INVALID, with all problems among its parameters
 */
export function assertValid(
  verdict: Verdict,
  what: string,
): asserts verdict is Extract<Verdict, { valid: true }> {
  if (!verdict.valid) throw validatorErrors.DATA_INVALID({ what, problems: verdict.problems });
}
