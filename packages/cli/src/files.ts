import { lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { reasonOf } from "@concordat/contracts/files";
import { cliErrors } from "./errors.ts";

/** The bytes of a file that was named on the command line, or why there are none, in the words it was named by. */
export function readInputFile(file: string, cwd: string): Uint8Array {
  const path = requireFile(file, cwd);
  try {
    return readFileSync(path);
  } catch (cause) {
    throw cliErrors.FILE_UNREADABLE({ file, reason: reasonOf(cause) }, { cause });
  }
}

/** The absolute path, once it is known that something readable as a file stands there. */
export function requireFile(file: string, cwd: string): string {
  const path = resolve(cwd, file);
  const found = stat(path, file);
  if (found === undefined) throw cliErrors.FILE_MISSING({ file, known: neighboursOf(file, path) });
  if (found.isDirectory()) throw cliErrors.FILE_IS_FOLDER({ file });
  return path;
}

/** The absolute path of a folder. */
export function requireFolder(folder: string, cwd: string): string {
  const path = resolve(cwd, folder);
  const found = stat(path, folder);
  if (found === undefined) throw cliErrors.FILE_MISSING({ file: folder, known: neighboursOf(folder, path) });
  if (!found.isDirectory()) throw cliErrors.FOLDER_EXPECTED({ file: folder });
  return path;
}

/** Whether a file stands there; what cannot be looked at is told by whoever reads it. */
export function isFile(file: string, cwd: string): boolean {
  try {
    return statSync(resolve(cwd, file)).isFile();
  } catch {
    return false;
  }
}

function stat(path: string, file: string) {
  try {
    return statSync(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT" && isLink(path))
      throw cliErrors.FILE_UNREADABLE(
        { file, reason: "it is a link to something that does not exist" },
        { cause },
      );
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw cliErrors.FILE_UNREADABLE({ file, reason: reasonOf(cause) }, { cause });
  }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

/** What else lies there, spelled as the reader spelled the folder. */
function neighboursOf(file: string, path: string): readonly string[] {
  const folder = file.slice(0, file.length - basename(file).length);
  try {
    return readdirSync(dirname(path)).map((name) => folder + name);
  } catch {
    return [];
  }
}
