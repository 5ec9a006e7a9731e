import type { Catalogue, Lock } from "@concordat/contracts";
import { readProjectCatalogue } from "@concordat/contracts/files";
import type { Finding } from "@concordat/errors";
import type { ExitCode } from "../exit-codes.ts";
import { exitCodes } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { reportError } from "../report-error.ts";
import type { Project } from "./open-project.ts";
import { placedError } from "./placed-error.ts";

export type ReadProject = {
  readonly catalogue: Catalogue;
  readonly lock: Lock;
  /** What in the schemas folder could not become a contract; the rest was read. */
  readonly findings: readonly Finding[];
};

export function readProject({ root, config }: Project): ReadProject {
  return readProjectCatalogue(root, config);
}

/** A file that could not be read or parsed, as opposed to one that was read and judged bad. */
export function isUnreadable({ rule, code }: Finding): boolean {
  return rule === "json" || code === "CATALOGUE_UNREADABLE" || code === "LOCK_INVALID";
}

/**
 * Says on standard error which files are missing from an answer that was given nevertheless, as `ls` does; the exit
 * code tells scripts that it is not whole.
 */
export async function reportUnread(
  findings: readonly Finding[],
  project: Project,
  io: Io,
  { json }: { readonly json: boolean },
): Promise<ExitCode> {
  const errors = findings.filter(({ severity }) => severity === "error");
  for (const finding of errors) {
    const { file } = finding.at;
    const at = { ...finding.at, ...(file !== undefined && { file: project.shown(file) }) };
    await reportError(placedError(finding, at), io, { json });
  }
  return errors.length === 0 ? exitCodes.fine : exitCodes.input;
}
