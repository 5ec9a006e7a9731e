import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type PatternEngine, printPattern } from "@concordat/validator";
import { expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";

/** Every vector in every engine, one process an engine: what a pattern matches must not depend on who asks. */
const vectors = globSync("test/vectors/patterns/*.json", { cwd: root })
  .filter((file) => !file.endsWith("refused.json"))
  .sort()
  .flatMap((file) => (JSON.parse(readFileSync(join(root, file), "utf8")) as { vectors: Vector[] }).vectors);

type Vector = {
  readonly description: string;
  readonly given: { readonly pattern: string };
  readonly expect: { readonly matches: readonly string[]; readonly misses: readonly string[] };
};

const here = join(import.meta.dirname, "patterns");
const engines: [name: string, engine: PatternEngine, command: readonly string[], probe: readonly string[]][] =
  [
    ["Python", "python", ["python3", join(here, "match.py")], ["python3", "--version"]],
    ["Go", "re2", ["go", "run", join(here, "match.go")], ["go", "version"]],
    ["Java", "java", ["java", join(here, "Match.java")], ["java", "-version"]],
  ];

test("JavaScript's engine matches what the vectors say, by the pattern as written and as printed", () => {
  const wrong = vectors.flatMap(({ description, given, expect: { matches, misses } }) =>
    [given.pattern, printPattern(given.pattern, "js")].flatMap((pattern) => [
      ...matches.filter((text) => !new RegExp(pattern, "u").test(text)).map((text) => [description, text]),
      ...misses.filter((text) => new RegExp(pattern, "u").test(text)).map((text) => [description, text]),
    ]),
  );

  expect(wrong).toEqual([]);
});

test.for(engines)("%s matches what the vectors say", { timeout: 120_000 }, (row, context) => {
  const [name, engine, command, [tool = "", ...probeArguments]] = row;
  if (spawnSync(tool, probeArguments).status !== 0) {
    const reason = `${name} is not installed (${tool})`;
    if (process.env.CI === "true") throw new Error(reason);
    context.skip(reason);
  }

  expect(answers(command, engine)).toEqual(
    vectors.map(({ description, expect: { matches, misses } }) => [
      description,
      ...matches.map(() => "1"),
      ...misses.map(() => "0"),
    ]),
  );
});

/** For each vector its description, the engine's complaint if it has one, and an answer for each text. */
function answers([command = "", ...options]: readonly string[], engine: PatternEngine): string[][] {
  const questions = vectors.flatMap(({ given, expect: { matches, misses } }) => [
    `P ${hex(printPattern(given.pattern, engine))}`,
    ...[...matches, ...misses].map((text) => `T ${hex(text)}`),
  ]);
  const { stdout, stderr, status } = spawnSync(command, options, {
    input: `${questions.join("\n")}\n`,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  const lines = stdout.trimEnd().split(/\r?\n/);
  return vectors.map(({ description, expect: { matches, misses } }) => {
    const complaint = lines[0]?.startsWith("E") ? lines.splice(0, 1) : [];
    return [description, ...complaint, ...lines.splice(0, matches.length + misses.length)];
  });
}

function hex(text: string): string {
  return Buffer.from(text, "utf8").toString("hex");
}
