/** `npm run check`: everything that can be judged without running the product. All checks run; one failure fails. */
import { spawnSync } from "node:child_process";

type Check = { readonly name: string; readonly command: readonly string[]; readonly fix: string };

const checks: readonly Check[] = [
  { name: "types", command: ["tsc", "--noEmit"], fix: "mend the types named above" },
  { name: "format and lint", command: ["biome", "check", "--error-on-warnings"], fix: "npm run format" },
  {
    name: "floors and drift",
    command: ["vitest", "run", "--silent", "--reporter=dot", "test/architecture"],
    fix: "read the rule named above; generated files are rewritten by `npm run generate`",
  },
];

const failed = checks.filter(({ name, command, fix }) => {
  const [program = "", ...args] = command;
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status === 0) {
    console.log(`ok      ${name}`);
    return false;
  }
  console.log(`${stdout}${stderr}\nfailed  ${name}: ${fix}\n`);
  return true;
});

process.exitCode = failed.length === 0 ? 0 : 1;
