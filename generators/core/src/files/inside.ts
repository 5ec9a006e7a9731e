import { existsSync, realpathSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { codegenErrors } from "../errors.ts";

/**
 * Links are followed: what looks to be inside must be inside. A path that says itself that it leads out is the user's own will.
 *
 * @throws {CodegenError} CODEGEN_PATH_ESCAPE
 */
export function requireInside(path: string, root: string, shown: string): void {
  if (!leadsOut(path, root)) return;
  throw codegenErrors.CODEGEN_PATH_ESCAPE({ path: shown, trouble: "leads out of its folder through a link" });
}

export function leadsOut(path: string, root: string): boolean {
  if (isAbove(relative(resolve(root), resolve(path)))) return false;
  return isAbove(relative(realPath(root), realPath(path)));
}

function isAbove(path: string): boolean {
  return path === ".." || path.startsWith(`..${sep}`);
}

/** Of what exists already; what does not can be no link. */
function realPath(path: string): string {
  let rest = "";
  for (let here = resolve(path); ; here = dirname(here)) {
    if (existsSync(here)) return join(realpathSync(here), rest);
    if (here === dirname(here)) return join(here, rest);
    rest = join(here.slice(dirname(here).length + (dirname(here).endsWith(sep) ? 0 : 1)), rest);
  }
}
