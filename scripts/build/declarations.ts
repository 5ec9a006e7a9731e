import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** tsc rewrites `./x.ts` to `./x.js` in JavaScript but leaves it in declarations, where only some resolvers forgive it. */
export function rewriteDeclarationImports(folder: string): void {
  for (const name of globSync("**/*.d.ts", { cwd: folder })) {
    const path = join(folder, name);
    writeFileSync(path, withJsImports(readFileSync(path, "utf8")));
  }
}

export function withJsImports(declarations: string): string {
  return declarations.replace(/(\bfrom |\bimport |\bimport\()"(\.{1,2}\/[^"]+)\.ts"/g, '$1"$2.js"');
}
