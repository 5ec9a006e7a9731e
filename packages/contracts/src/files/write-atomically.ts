import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { contractErrors } from "../errors.ts";

/**
 * Puts the whole text in place in one step: a reader sees the old file or the new one, and a full disk leaves the old.
 * The text is first written beside the target, since renaming is one step only within a file system.
 */
export function writeAtomically(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, text, { flush: true });
    renameSync(temporary, file);
  } catch (cause) {
    removeIfThere(temporary);
    throw contractErrors.FILE_WRITE({ file, reason: reasonOf(cause) }, { cause });
  }
}

/** What cannot be removed was never written; the first error is the one to tell. */
function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {}
}

/** What the system said, without the path that our own message names already. */
export function reasonOf(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  return (code !== undefined && reasons[code]) || String(message ?? cause);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EEXIST: "a file stands where a folder is wanted",
  ENOTDIR: "it is a file, where a folder is wanted",
  EISDIR: "it is a folder, where a file is wanted",
  EACCES: "access is denied",
  EPERM: "access is denied",
  ELOOP: "its links lead in a circle",
  ENOSPC: "the disk is full",
  EROFS: "the file system is read-only",
  ENAMETOOLONG: "its name is too long for the file system",
};
