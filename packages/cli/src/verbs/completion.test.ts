import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { temporaryProject } from "../testing/temporary-project.ts";

/** What bash would offer for the last of the words. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const { out } = await temporaryProject().run(["completion", "bash"]);
  const quoted = words.map((word) => `'${word}'`).join(" ");
  const script = `${out}\nCOMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; _concordat; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync("bash", ["--norc", "-c", script], { encoding: "utf8", cwd: "/" }).trim().split("\n");
}

test("bash completes commands, flags and the values of flags", async () => {
  expect(await offered("concordat", "va")).toEqual(["validate"]);
  expect(await offered("concordat", "list", "--la")).toEqual(["--latest"]);
  expect(await offered("concordat", "lint", "--format", "s")).toEqual(["sarif"]);
});

test("zsh gets the summaries too", async () => {
  const { out } = await temporaryProject().run(["completion", "zsh"]);

  expect(out).toMatch(/^#compdef concordat\n/);
  expect(out).toContain("'lint:judge the catalogue by its rules'");
});
