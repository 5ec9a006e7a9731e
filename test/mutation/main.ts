/**
 * `npm run mutation`: breaks the compatibility engine in thousands of small ways and counts what its tests notice.
 *
 *   npm run mutation -- numbers terms     only these modules
 *   npm run mutation -- --survivors terms shows what got past the tests in the last run, and runs nothing
 *
 * Takes hours, and so is no part of `npm test`. What did not change since the last run is not run again.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../../scripts/workspaces.ts";
import { readFigures } from "./figures.ts";
import { type Module, modules } from "./modules.ts";
import { home, reportOf, strykerConfig } from "./stryker-config.ts";

/** 61 MB that hardly anybody needs, so they come when they are asked for. */
const tools = ["@stryker-mutator/core@10.1.1", "@stryker-mutator/vitest-runner@10.1.1"];
const stryker = join(root, home, "node_modules/@stryker-mutator/core/bin/stryker.js");

const { values, positionals } = parseArgs({
  options: { survivors: { type: "boolean", default: false } },
  allowPositionals: true,
});
const known = modules.map(({ name }) => name);
const unknown = positionals.find((name) => !known.includes(name));
if (unknown === undefined) {
  const asked = modules.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  process.exitCode = (values.survivors ? asked.map(showSurvivors) : asked.map(run)).every(Boolean) ? 0 : 1;
} else {
  console.error(`there is no module "${unknown}"; modules: ${known.join(", ")}`);
  process.exitCode = 2;
}

function run(module: Module): boolean {
  if (!existsSync(stryker) && !install()) return false;
  const file = join(root, home, `${module.name}.config.json`);
  writeFileSync(file, JSON.stringify(strykerConfig(module), null, 2));
  const { status } = spawnSync(process.execPath, [stryker, "run", file], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, CONCORDAT_MUTATION: module.name, CONCORDAT_COUNTS: "few" },
  });
  return status === 0 && showFigures(module);
}

function install(): boolean {
  const folder = join(root, home);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  // The vitest that it drives is ours, found further up.
  const args = ["install", "--no-save", "--no-audit", "--no-fund", "--legacy-peer-deps", ...tools];
  return (
    spawnSync("npm", args, { cwd: folder, stdio: "inherit", shell: process.platform === "win32" }).status ===
    0
  );
}

function showFigures(module: Module): boolean {
  const { mutants, killed, timedOut, survived, share } = readFigures(join(root, reportOf(module)));
  console.log(
    `${module.name}: ${(100 * share).toFixed(1)} % of ${mutants} mutants killed (${killed} by a test, ${timedOut} by never ending, ${survived} survived)`,
  );
  return true;
}

function showSurvivors(module: Module): boolean {
  const file = join(root, reportOf(module));
  if (!existsSync(file)) {
    console.error(`${module.name} has not been run yet`);
    return false;
  }
  for (const survivor of readFigures(file).survivors) console.log(survivor);
  return showFigures(module);
}
