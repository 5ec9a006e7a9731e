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
