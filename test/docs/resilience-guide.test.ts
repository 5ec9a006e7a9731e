import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";

const guide = join(root, "docs/guides/resilience.md");
const examples = join(import.meta.dirname, "resilience");

/**
 * The examples of the guide are files that are checked and run, and what stands below them is what they print. `npx vitest run
 * test/docs/resilience-guide.test.ts -u` writes down what they print now.
 */
test("the guide to resilience shows what really happens", async () => {
  const parts = readFileSync(guide, "utf8").split(/^(<!-- example: [a-z-]+ -->\n[\s\S]*?^<!-- end -->)$/m);
  const told = parts.map((part) => tell(part)).join("");

  expect(parts).toHaveLength(9);
  await expect(told).toMatchFileSnapshot(guide);
});

function tell(part: string): string {
  const [, name] = /^<!-- example: ([a-z-]+) -->/.exec(part) ?? [];
  if (name === undefined) return part;
  const file = join(examples, `${name}.ts`);
  const printed = execFileSync(process.execPath, ["--disable-warning=ExperimentalWarning", file], {
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
  });
  const code = readFileSync(file, "utf8").trimEnd();
  return `<!-- example: ${name} -->\n\`\`\`ts\n${code}\n\`\`\`\n\n\`\`\`\n${printed.trimEnd()}\n\`\`\`\n<!-- end -->`;
}
