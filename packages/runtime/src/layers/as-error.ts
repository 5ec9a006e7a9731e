import { types } from "node:util";
import { busErrors } from "../errors.ts";

/** Anything can be thrown; whoever keeps, counts or sends it on needs an Error. */
export function asError(thrown: unknown): Error {
  if (types.isNativeError(thrown) || thrown instanceof Error) return thrown;
  return busErrors.HANDLER_THREW({ found: describe(thrown) }, { cause: thrown });
}

function describe(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  return typeof value === "string" ? JSON.stringify(value.slice(0, 200)) : `a value of type ${typeof value}`;
}

/** What metrics call a failure: its code where it has one, else the name of its class. Both are few. */
export function errorType(error: Error): string {
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : error.name;
}
