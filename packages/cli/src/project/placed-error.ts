import type { ConcordatError, Finding, FindingPlace } from "@concordat/errors";
import { CliError } from "../errors.ts";

type Words = Pick<ConcordatError, "code" | "message" | "hint">;

/** The same words at a place: what stops a command is printed with file, line and column, as findings are. */
export function placedError(
  { code, message, hint }: Words,
  { file, pointer, range }: FindingPlace,
  cause?: unknown,
): CliError {
  const place = {
    ...(file !== undefined && { file }),
    ...range?.start,
    ...(pointer !== undefined && { pointer }),
  };
  return new CliError({ code, message, hint, kind: "input", retry: "never", params: place, cause });
}

/** Throws what was found, all of it, as that which keeps the command from doing its job. */
export function refuse(findings: readonly Finding[], shown: (file: string) => string): never {
  const errors = findings.map((finding) => {
    const { file } = finding.at;
    return placedError(finding, { ...finding.at, ...(file !== undefined && { file: shown(file) }) });
  });
  throw errors.length === 1 ? errors[0] : new AggregateError(errors);
}
