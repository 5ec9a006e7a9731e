import { ConcordatError, isConcordatError } from "@concordat/errors";
import { registryErrors } from "../errors.ts";
import type { CarriedError } from "./messages.ts";

/** For the way out of a thread. */
export function carried(error: unknown): CarriedError {
  if (!isConcordatError(error))
    return { fault: error instanceof Error ? String(error.stack) : String(error) };
  const { code, message, hint, kind, retry, params } = error;
  return { report: { code, message, hint, kind, retry, params: isPlain(params) ? params : {} } };
}

/** On the other side: the same error again, and whatever has no code as the sandbox's own fault. */
export function uncarried(error: CarriedError): ConcordatError {
  if ("report" in error) return new ConcordatError(error.report);
  return registryErrors.SANDBOX_FAULT(undefined, { cause: new Error(error.fault) });
}

function isPlain(params: unknown): boolean {
  try {
    structuredClone(params);
    return true;
  } catch {
    return false;
  }
}
