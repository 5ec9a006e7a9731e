#!/usr/bin/env node
/**
 * The command inside the repository: its sources are TypeScript, and the Node that runs them comes from npm. Called by
 * another Node than that (by path, from an editor, from outside the workspace), it hands over to the pinned one.
 *
 * What is published needs none of this: there `bin` is the built `main.js`.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

if (Number(process.versions.node.split(".")[0]) >= 24) await import("../src/main.ts");
else {
  const workspace = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
  const pinned = join(workspace, "node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node");
  if (!existsSync(pinned)) {
    console.error(
      `concordat: Node ${process.version} cannot run it; run npm run setup, which brings Node 24`,
    );
    process.exit(1);
  }
  const { status, signal, error } = spawnSync(
    pinned,
    [fileURLToPath(import.meta.url), ...process.argv.slice(2)],
    {
      stdio: "inherit",
      shell: process.platform === "win32",
    },
  );
  if (error) throw error;
  process.exitCode = status ?? (signal === "SIGINT" ? 130 : 1);
}
