import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commit } from "./testing/git.ts";
import { type TemporaryProject, temporaryProject } from "./testing/temporary-project.ts";

const repository = join(import.meta.dirname, "../../..");
const guide = join(repository, "docs/guides/compatibility.md");

/**
 * What the guide shows is what the command says: its diffs are applied and its commands are run, one after the other, on
 * a copy of the shipped catalogue. `npx vitest run packages/cli/src/compatibility-guide.test.ts -u` writes down what they
 * say now.
 */
test("the guide to compatibility shows what really happens", async () => {
  const project = temporaryProject();
  for (const name of ["schemas", "asyncapi.yaml", "generated", "concordat.config.json"])
    cpSync(join(repository, name), join(project.root, name), { recursive: true });
  commit(project);
  const parts = readFileSync(guide, "utf8").split(/^(```(?:console|diff)\n[\s\S]*?^```)$/m);
  const told: string[] = [];
  for (const part of parts) told.push(await tell(part, project));

  await expect(told.join("")).toMatchFileSnapshot(guide);
});

test("the README shows what the guide shows", () => {
  const readme = readFileSync(join(repository, "README.md"), "utf8");
  const [, shown = "nothing"] = /^```console\n(\$ npx concordat check [\s\S]*?)^```$/m.exec(readme) ?? [];

  expect(readFileSync(guide, "utf8")).toContain(shown);
});

async function tell(part: string, project: TemporaryProject): Promise<string> {
  if (part.startsWith("```diff\n")) {
    execFileSync("git", ["apply", "-"], { cwd: project.root, input: part.slice(8, -3) });
    return part;
  }
  if (!part.startsWith("```console\n")) return part;
  const commands = part.split("\n").filter((line) => line.startsWith("$ "));
  const answers: string[] = [];
  for (const command of commands) answers.push(`${command}\n${await answerTo(command, project)}`);
  return `\`\`\`console\n${answers.join("\n").trimEnd()}\n\`\`\``;
}

async function answerTo(command: string, project: TemporaryProject): Promise<string> {
  const [program, ...words] = wordsOf(command.slice(2));
  if (program === "rm") {
    rmSync(join(project.root, words.join(" ")));
    return "";
  }
  const { out, err } = await project.run(words.slice(1));
  // The clock of tests stands still, and no two machines are alike.
  return `${out}${err}`.replace(/ · \d+\.\d s$/m, "");
}

/** Words as a shell cuts them, as far as the guide needs it. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}
