import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { TemporaryProject } from "./temporary-project.ts";

const repository = join(import.meta.dirname, "../../../..");

/**
 * A guide as it would read if its commands were run now, one after the other, in a project: what stands under a command is
 * replaced by what the command says. Diffs are applied, and a block whose fence names a file, as in `jsonl old.jsonl`, is
 * written there first.
 *
 * Besides the command itself a guide may `rm` and `cat` files, and run with `node` what it has written.
 */
export async function toldGuide(guide: string, project: TemporaryProject): Promise<string> {
  const blocks = /^(```(?:console|diff|\w+ [\w./-]+)\n[\s\S]*?^```)$/m;
  const told: string[] = [];
  for (const part of readFileSync(guide, "utf8").split(blocks)) told.push(await tell(part, project));
  return told.join("");
}

async function tell(part: string, project: TemporaryProject): Promise<string> {
  const [, fence = "", file, content = ""] = /^```(\w+)(?: (\S+))?\n([\s\S]*)```$/.exec(part) ?? [];
  if (file !== undefined) project.write(file, content);
  if (fence === "diff") execFileSync("git", ["apply", "-"], { cwd: project.root, input: content });
  if (fence !== "console") return part;
  const commands = content.split("\n").filter((line) => line.startsWith("$ "));
  const answers: string[] = [];
  for (const command of commands) answers.push(`${command}\n${await answerTo(command, project)}`);
  return `\`\`\`console\n${answers.join("\n").trimEnd()}\n\`\`\``;
}

async function answerTo(command: string, project: TemporaryProject): Promise<string> {
  const [program, ...words] = wordsOf(command.slice(2));
  const file = words.join(" ");
  switch (program) {
    case "rm":
      rmSync(join(project.root, file));
      return "";
    case "cat":
      return project.read(file);
    case "node":
      // From the repository, where the packages that an example imports are found.
      return execFileSync(
        process.execPath,
        ["--input-type=module-typescript", "--eval", project.read(file)],
        {
          cwd: repository,
          encoding: "utf8",
        },
      );
    default: {
      const { out, err } = await project.run(words.slice(1));
      // The clock of tests stands still, and no two machines are alike.
      return `${out}${err}`.replace(/ · \d+\.\d s$/m, "");
    }
  }
}

/** Words as a shell cuts them, as far as the guides need it. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? "",
  );
}
