import { codegenErrors } from "../errors.ts";

/** Names that some system keeps for itself, whatever the ending. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
/** In bytes, as file systems count. */
const longestName = 200;

/**
 * The path, if it is one that a file may be written under on every machine: relative, downwards, of plain names. Generators make
 * paths out of names that they were given; this is the last door.
 *
 * @throws {CodegenError} CODEGEN_PATH_ESCAPE
 */
export function checkedPath(path: string): string {
  const trouble = pathTrouble(path);
  if (trouble === undefined) return path;
  throw codegenErrors.CODEGEN_PATH_ESCAPE({ path, trouble });
}

/** Why no file may be written under a path. */
export function pathTrouble(path: string): string | undefined {
  if (path === "") return "is no path";
  if (/^[/\\]|^[A-Za-z]:/.test(path)) return "is a path from the root of the machine";
  if (/[\p{C}\\:*?"<>|]/u.test(path)) return "holds a character that file names do not have everywhere";
  for (const name of path.split("/")) {
    if (name === "" || name === "." || name === "..") return `has the step "${name}"`;
    if (devices.test(name)) return `has the step "${name}", which is a device on some machines`;
    if (Buffer.byteLength(name) > longestName) return "has a step that is too long for a file name";
    if (/[. ]$|^[- ]/.test(name)) return `has the step "${name}", which some machine would read otherwise`;
    if (name === ".git" || name === "node_modules")
      return `has the step "${name}", where nothing is generated`;
  }
  return undefined;
}
