import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";

const guide = join(root, "docs/guides/cloudevents.md");
const examples = join(import.meta.dirname, "cloudevents");

/** `npx vitest run test/docs/cloudevents-guide.test.ts -u` writes down what the files hold and print now. */
test("the guide to CloudEvents shows files that are checked, and what they print", async () => {
  const parts = readFileSync(guide, "utf8").split(/^(<!-- example: [a-z-]+ -->\n[\s\S]*?^<!-- end -->)$/m);
  const told = parts.map(tell).join("");

  expect(parts).toHaveLength(7);
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
  return `<!-- example: ${name} -->\n\`\`\`ts\n${code}\n\`\`\`\n\n\`\`\`text\n${printed.trimEnd()}\n\`\`\`\n<!-- end -->`;
}
