import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../scripts/workspaces.ts";

/** Everything that a run brings or leaves behind. */
export const home = join(root, ".cache/fidelity");

/**
 * A package of the registry that nobody but this measurement needs: installed when it is asked for, into a folder of
 * its own, so that no two get in each other's way. Returns that folder, or throws with npm's last words.
 */
export function install(name: string, version: string, beside: readonly string[] = []): string {
  const folder = join(home, "packages", `${name.replace("/", "+")}@${version}`);
  if (existsSync(join(folder, "node_modules", name, "package.json"))) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const args = ["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts"];
  const { status, stderr, error } = spawnSync("npm", [...args, `${name}@${version}`, ...beside], {
    cwd: folder,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0)
    throw new Error(
      `${name}@${version} cannot be installed: ${error?.message ?? stderr.trim().split("\n").at(-1)}`,
    );
  return folder;
}

/** The module that the package's name stands for to somebody in its folder who imports it. */
export async function load(name: string, folder: string): Promise<unknown> {
  const door = join(folder, "door.mjs");
  writeFileSync(door, `export const tool = await import(${JSON.stringify(name)});\n`);
  const { tool } = (await import(pathToFileURL(door).href)) as { readonly tool: unknown };
  return tool;
}
