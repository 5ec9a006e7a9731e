import { transportErrors } from "@concordat/runtime";
import { Denied } from "./drivers/driver.ts";
import { type Violation, wordsOfViolation } from "./drivers/violation.ts";

/** TRANSPORT_FORBIDDEN in the words of the server. */
export function forbidden(what: string, violation: Violation): Error {
  return transportErrors.TRANSPORT_FORBIDDEN({
    transport: "nats",
    what,
    trouble: wordsOfViolation(violation),
  });
}

/** The same of a request that was denied; anything else is left as it is. */
export function forbiddenWhere(error: unknown, what: string): unknown {
  if (!(error instanceof Denied)) return error;
  const trouble = error.message;
  return transportErrors.TRANSPORT_FORBIDDEN({ transport: "nats", what, trouble }, { cause: error });
}
