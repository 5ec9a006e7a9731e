import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";

const guide = join(root, "docs/guides/transports.md");
const examples = join(import.meta.dirname, "transports");

/** `npx vitest run test/docs/transports-guide.test.ts -u` writes down what the files hold and print now. */
test("the guide to transports shows files that are checked, and what they print", async () => {
  const parts = readFileSync(guide, "utf8").split(/^(<!-- example: [a-z-]+ -->\n[\s\S]*?^<!-- end -->)$/m);
  const told = parts.map((part) => {
    const [, name] = /^<!-- example: ([a-z-]+) -->/.exec(part) ?? [];
    if (name === undefined) return part;
    const code = `\`\`\`ts\n${readFileSync(join(examples, `${name}.ts`), "utf8")}\`\`\`\n`;
    // What the suite prints is shown in part, beside it.
    const printed = name === "conformance" ? "" : `\n\`\`\`text\n${run(`${name}.ts`).stdout}\`\`\`\n`;
    return `<!-- example: ${name} -->\n${code}${printed}<!-- end -->`;
  });

  expect(parts).toHaveLength(5);
  await expect(told.join("")).toMatchFileSnapshot(guide);
});

test("the eight lines hold a transport to all properties, under node:test", () => {
  const { stdout, stderr, status } = run("--test-reporter=tap", "conformance.ts");

  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout.match(/^ +ok \d+ - T\d\d .*/gm)).toHaveLength(34);
  expect(stdout).toMatch(/ok 15 - T15 .* # SKIP NOT PROMISED: it lives in this process/);
  const shown = /```text\n(own T15[\s\S]*?)```/.exec(readFileSync(guide, "utf8"))?.[1] ?? "";
  for (const line of shown.trimEnd().split("\n")) expect(stdout).toContain(line.trim());
});

function run(...args: readonly string[]) {
  return spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], {
    cwd: examples,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
  });
}
