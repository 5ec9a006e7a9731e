import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../scripts/workspaces.ts";

/** A folder from which generated modules find the runtime. Who asks for it removes it. */
export function workFolder(): string {
  mkdirSync(join(root, ".cache"), { recursive: true });
  return mkdtempSync(join(root, ".cache/hostile-"));
}

/** What the compiler says of a package at its strictest, the first lines of it. */
export function complaintsAbout(folder: string): string {
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ extends: join(root, "tsconfig.json"), include: ["src"], exclude: [] }),
  );
  const { stdout, status } = spawnSync("tsc", ["--project", folder, "--pretty", "false"], {
    cwd: root,
    encoding: "utf8",
  });
  return status === 0 ? stdout : [`exit ${status}`, ...stdout.split("\n").slice(0, 20)].join("\n");
}

/** Runs a script that lies beside this file, in an empty folder of a package; answers what it reports. */
export function report(script: string, folder: string): unknown {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, script), join(folder, "src")],
    { cwd: mkdtempSync(join(folder, "empty-")), encoding: "utf8" },
  );
  if (status !== 0 || stderr !== "") return { status, stderr };
  return JSON.parse(stdout);
}
