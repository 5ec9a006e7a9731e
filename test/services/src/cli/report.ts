import { type ErrorKind, isConcordatError } from "@concordat/errors";

/** One for each kind of error; what is no coded error is a fault of the tool. */
const exitCodes: Readonly<Record<ErrorKind, number>> = {
  fault: 1,
  usage: 2,
  input: 4,
  network: 5,
  auth: 6,
  conflict: 7,
};

export function exitCodeOf(error: unknown): number {
  return isConcordatError(error) ? exitCodes[error.kind] : exitCodes.fault;
}

/** What happened and what to do; the stack only of what nobody foresaw. */
export function report(error: unknown): string {
  if (isConcordatError(error)) return `${error.code}: ${error.message}\n  → ${error.hint}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
