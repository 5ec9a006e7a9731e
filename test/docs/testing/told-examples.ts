import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A guide in its parts, as it would read now: between the marks of an example stand what its file holds and what it prints. The fence is that
 * of what is printed.
 */
export function toldExamples(guide: string, examples: string, fence: "```" | "```text"): readonly string[] {
  const parts = readFileSync(guide, "utf8").split(/^(<!-- example: [a-z-]+ -->\n[\s\S]*?^<!-- end -->)$/m);
  return parts.map((part) => tell(part, examples, fence));
}

function tell(part: string, examples: string, fence: string): string {
  const [, name] = /^<!-- example: ([a-z-]+) -->/.exec(part) ?? [];
  if (name === undefined) return part;
  const file = join(examples, `${name}.ts`);
  const printed = execFileSync(process.execPath, ["--disable-warning=ExperimentalWarning", file], {
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
  });
  const code = readFileSync(file, "utf8").trimEnd();
  return `<!-- example: ${name} -->\n\`\`\`ts\n${code}\n\`\`\`\n\n${fence}\n${printed.trimEnd()}\n\`\`\`\n<!-- end -->`;
}
