import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Finding, findingOf } from "@concordat/errors";
import { contractErrors } from "../errors.ts";
import { emptyLock, type Lock, lockFileName, parseLock } from "../lock/lock.ts";
import { isFinding, parseFile } from "./read-text.ts";
import { reasonOf } from "./write-atomically.ts";

export type LockReading = { readonly lock: Lock; readonly findings: readonly Finding[] };

const rule = "lock";

/** A catalogue that never froze anything has no lock, and that is fine; a broken one locks nothing and is reported. */
export function readLock(schemasFolder: string, shownAs: string): LockReading {
  const file = `${shownAs}/${lockFileName}`;
  try {
    return lockOfBytes(readFileSync(join(schemasFolder, lockFileName)), file);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    // Where there is no folder, reading the folder says so.
    if (code === "ENOENT" || code === "ENOTDIR") return { lock: emptyLock, findings: [] };
    const error = contractErrors.CATALOGUE_UNREADABLE({ file, reason: reasonOf(cause) });
    return broken(findingOf(error, { rule, at: { file } }));
  }
}

function broken(finding: Finding): LockReading {
  return { lock: emptyLock, findings: [finding] };
}

/** The lock in a text that was read already. */
export function lockOfBytes(bytes: Uint8Array, file: string): LockReading {
  const document = parseFile(bytes, file, { maxBytes: 2 ** 24 });
  if (isFinding(document)) return broken(document);
  const lock = parseLock(document, file);
  if (!("error" in lock)) return { lock, findings: [] };
  const { error, pointer } = lock;
  const found = document.locate(pointer) ?? document.locate("");
  const range = found && (found.name ?? found.value);
  return broken(findingOf(error, { rule, at: { file, pointer, ...(range && { range }) } }));
}
