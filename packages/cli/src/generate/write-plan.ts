import { contractErrors } from "@concordat/contracts";
import { reasonOf } from "@concordat/contracts/files";
import { isConcordatError } from "@concordat/errors";
import { applyFiles, isStaged } from "@concordat/gen-core/files";
import type { Plan } from "./produce.ts";

/**
 * Puts in place what a plan would change now. A folder that may not be written, or a full disk, is the machine's doing and told as
 * such.
 *
 * @throws {ContractError} FILE_WRITE
 */
export function writePlan({ folder, anew }: Pick<Plan, "folder" | "anew">): void {
  try {
    applyFiles(folder, anew());
  } catch (cause) {
    const { syscall, path = folder } = cause as NodeJS.ErrnoException;
    if (isConcordatError(cause) || syscall === undefined) throw cause;
    const file = isStaged(path) ? folder : path;
    throw contractErrors.FILE_WRITE({ file, reason: reasonOf(cause) }, { cause });
  }
}
