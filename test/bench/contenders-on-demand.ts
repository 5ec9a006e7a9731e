import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../scripts/workspaces.ts";

/** Packages that are only ever measured against: pinned here, installed when a row asks for them, in no lockfile. */
const contenders = { ajv: "8.20.0", typebox: "1.4.3" } as const;

/** A module of a contender: `ajv/dist/2020.js`. */
export async function importContender(module: string): Promise<unknown> {
  const home = join(root, ".cache", "bench");
  if (Object.keys(contenders).some((name) => !existsSync(join(home, "node_modules", name)))) install(home);
  const resolve = createRequire(join(home, "package.json")).resolve;
  return import(pathToFileURL(resolve(module)).href);
}

function install(home: string): void {
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, "package.json"), '{ "private": true }\n');
  const packages = Object.entries(contenders).map(([name, version]) => `${name}@${version}`);
  const args = ["install", "--no-save", "--no-audit", "--no-fund", ...packages];
  const { status } = spawnSync("npm", args, {
    cwd: home,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0)
    throw new Error(`cannot install ${packages.join(" and ")}, which this row measures against`);
}
