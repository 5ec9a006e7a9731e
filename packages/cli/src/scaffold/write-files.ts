import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeAtomically } from "@concordat/contracts/files";

/**
 * Writes all files or none: each appears in one step, and when one of them cannot be written, those that this call
 * created are taken away again. So what replaces an existing file comes last.
 *
 * @throws {ContractError} FILE_WRITE
 */
export function writeFiles(root: string, files: ReadonlyMap<string, string>): void {
  const created: string[] = [];
  try {
    for (const [file, text] of files) {
      const path = join(root, file);
      const isNew = !existsSync(path);
      writeAtomically(path, text);
      if (isNew) created.push(path);
    }
  } catch (error) {
    for (const path of created) rmSync(path, { force: true });
    throw error;
  }
}
