import { type ErrorKind, type Finding, isConcordatError } from "@concordat/errors";

const exitCodes: Readonly<Record<ErrorKind, number>> = {
  fault: 1,
  usage: 2,
  input: 4,
  network: 5,
  auth: 6,
  conflict: 7,
};

/** Why it does not start, for people, and the exit code that goes with it. */
export function reportFailure(error: unknown): { readonly text: string; readonly exitCode: number } {
  if (isConcordatError(error)) {
    const text = `error[${error.code}]: ${error.message}\n   = ${error.hint}\n`;
    return { text, exitCode: exitCodes[error.kind] };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { text: `fault: ${text}\n`, exitCode: exitCodes.fault };
}

/** What is wrong with the files, one finding after the other. */
export function reportFindings(findings: readonly Finding[]): string {
  return findings.map(findingText).join("");
}

function findingText({ severity, code, message, hint, at: { file, range } }: Finding): string {
  const place = file && `  --> ${file}${range ? `:${range.start.line}:${range.start.column}` : ""}\n`;
  return `${severity}[${code}]: ${message}\n${place ?? ""}   = ${hint}\n`;
}
