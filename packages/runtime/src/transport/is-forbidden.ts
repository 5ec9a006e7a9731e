import { isConcordatError } from "@concordat/errors";

/** A right that is missing is not there a moment later either: whoever tries again by itself asks this first. */
export function isForbidden(error: unknown): error is Error {
  return isConcordatError(error) && error.code === "TRANSPORT_FORBIDDEN";
}
