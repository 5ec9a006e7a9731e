import { type ErrorKind, isConcordatError } from "./concordat-error.ts";

/** What a process exits with when an error of this kind ends it: the same for every command, stable, documented. */
export const exitCodeByKind = {
  fault: 1,
  usage: 2,
  input: 4,
  network: 5,
  auth: 6,
  conflict: 7,
} as const satisfies Readonly<Record<ErrorKind, number>>;

/** Anything that was thrown may end a process; what carries no code is a fault of the program itself. */
export function exitCodeOf(error: unknown): (typeof exitCodeByKind)[ErrorKind] {
  return exitCodeByKind[isConcordatError(error) ? error.kind : "fault"];
}

/** The last words of a process, for people: what happened and what to do; the stack only of what nobody foresaw. */
export function failureText(error: unknown): string {
  if (isConcordatError(error)) return `error[${error.code}]: ${error.message}\n   = ${error.hint}\n`;
  return `fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
}
