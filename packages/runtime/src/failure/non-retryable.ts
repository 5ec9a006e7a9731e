import { isConcordatError } from "@concordat/errors";
import { type RuntimeError, runtimeErrors } from "../errors.ts";
import { describeFailure } from "./describe-failure.ts";

/**
 * Says of an error that another attempt is pointless: `throw nonRetryable(new Error("no such customer"))`.
 *
 * The message goes to the dead letters after this one attempt, whatever the policy allows.
 */
export function nonRetryable(error: unknown): RuntimeError {
  return runtimeErrors.NON_RETRYABLE({ trouble: describeFailure(error).message }, { cause: error });
}

/** What the handler had to say, without the remark that another attempt is pointless. */
export function withoutRemark(thrown: unknown): unknown {
  return isConcordatError(thrown) && thrown.code === "NON_RETRYABLE" ? thrown.cause : thrown;
}
