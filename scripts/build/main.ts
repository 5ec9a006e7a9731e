/**
 * `npm run build`: JavaScript and declarations of every publishable package, each in its `dist/` as npm will get it.
 *
 * One compiler run serves all packages (they import each other's sources), then each takes its part.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, globSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isPublishable, readWorkspaces, root, type Workspace } from "../workspaces.ts";
import { rewriteDeclarationImports } from "./declarations.ts";
import { publishManifest } from "./publish-manifest.ts";

const compiled = join(root, ".cache", "build");

rmSync(compiled, { recursive: true, force: true });
const { status } = spawnSync("tsc", ["--project", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
  shell: process.platform === "win32",
});
if (status !== 0) process.exit(1);

const publishable = readWorkspaces().filter(isPublishable);
for (const workspace of publishable) assemble(workspace);
console.log(
  `built ${publishable.length} packages: ${publishable.map(({ folder }) => `${folder}/dist`).join(", ")}`,
);

function assemble({ folder, manifest }: Workspace): void {
  const dist = join(root, folder, "dist");
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  cpSync(join(compiled, folder, "src"), dist, { recursive: true });
  rewriteDeclarationImports(dist);
  // The compiler reads imported JSON for its types and does not pass it on.
  for (const data of globSync("**/*.json", { cwd: join(root, folder, "src"), exclude: ["**/testing/**"] }))
    cpSync(join(root, folder, "src", data), join(dist, data));
  for (const extra of manifest.files ?? [])
    cpSync(join(root, folder, extra), join(dist, extra), { recursive: true });
  cpSync(join(root, "LICENSE"), join(dist, "LICENSE"));
  const readme = join(root, folder, "README.md");
  if (existsSync(readme)) cpSync(readme, join(dist, "README.md"));
  writeFileSync(join(dist, "package.json"), `${JSON.stringify(publishManifest(manifest), null, 2)}\n`);
}
