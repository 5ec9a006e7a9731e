import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, expect, test } from "vitest";
import { repository } from "../../testing/snapshots.ts";
import { openServer } from "./testing/open-server.ts";

const guide = join(repository, "docs/guides/validation.md");
const folder = mkdtempSync(join(tmpdir(), "validation-guide-"));
const { url, close } = await openServer();
afterAll(async () => {
  await close();
  rmSync(folder, { recursive: true });
});

/**
 * What the guide shows is what the registry says. `npx vitest run registry/src/faces/validate/guide.test.ts -u` writes
 * down what it says now.
 */
test("the guide to validation shows what really happens", async ({ skip }) => {
  if (spawnSync("curl", ["--version"]).status !== 0) {
    if (process.env.CI === "true") throw new Error("curl is not installed");
    skip("curl is not installed");
  }
  const written = readFileSync(guide, "utf8");
  let told = "";
  for (const part of written.split(/^(```console\n[\s\S]*?^```$)/m))
    told += part.startsWith("```console") ? await toldBlock(part) : part;

  await expect(told).toMatchFileSnapshot(guide);
});

async function toldBlock(block: string): Promise<string> {
  const commands = block.split("\n").filter((line) => line.startsWith("$ "));
  let told = "";
  for (const command of commands) told += `${command}\n${await outputOf(command.slice(2))}`;
  return `\`\`\`console\n${told}\`\`\``;
}

async function outputOf(command: string): Promise<string> {
  const shell = spawn("bash", ["-c", command.replace("localhost:8081", url.replace(/^http:\/\//, ""))], {
    cwd: folder,
  });
  const [said] = await Promise.all([text(shell.stdout), once(shell, "close")]);
  return said.replace(/"requestId": "[^"]*"/, '"requestId": "…"');
}
