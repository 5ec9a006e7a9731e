import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { generate } from "./generate.ts";
import type { Generator } from "./generator.ts";

let root: string;
let printed: string[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "concordat-generate-"));
  printed = [];
});
afterEach(() => rmSync(root, { recursive: true }));

test("files are created, updated, removed and left alone, and each deed is told", async () => {
  put("docs/same.md", "same\n");
  put("docs/changed.md", "old\n");
  put("docs/left-over.md", "gone\n");
  put("README.md", "not ours\n");
  const long = statSync(join(root, "docs/same.md")).mtimeMs;

  const code = await run(
    [],
    docs({ "docs/same.md": "same\n", "docs/changed.md": "new\n", "docs/deep/new.md": "hi\n" }),
  );

  expect(code).toBe(0);
  expect(printed).toEqual([
    "updated  docs/changed.md  (docs)",
    "created  docs/deep/new.md  (docs)",
    "removed  docs/left-over.md  (docs)",
  ]);
  expect(readFileSync(join(root, "docs/changed.md"), "utf8")).toBe("new\n");
  expect(readFileSync(join(root, "docs/deep/new.md"), "utf8")).toBe("hi\n");
  expect(existsSync(join(root, "docs/left-over.md"))).toBe(false);
  expect(statSync(join(root, "docs/same.md")).mtimeMs).toBe(long);
  expect(existsSync(join(root, "README.md"))).toBe(true);
});

test("--check prints the diff, answers 3 and writes nothing", async () => {
  put("docs/changed.md", "first\nold\nlast\n");

  const code = await run(["--check"], docs({ "docs/changed.md": "first\nnew\nlast\n" }));

  expect(code).toBe(3);
  expect(printed.join("\n")).toBe(
    [
      "--- a/docs/changed.md",
      "+++ b/docs/changed.md",
      "@@ -1,3 +1,3 @@",
      " first",
      "-old",
      "+new",
      " last",
      "",
      "stale  docs/changed.md  (docs)",
      "",
      "run `npm run generate` and commit what it writes",
    ].join("\n"),
  );
  expect(readFileSync(join(root, "docs/changed.md"), "utf8")).toBe("first\nold\nlast\n");
});

test("--check is content when everything is current", async () => {
  put("docs/same.md", "same\n");

  expect(await run(["--check"], docs({ "docs/same.md": "same\n" }))).toBe(0);
  expect(printed).toEqual(["all generated files are current"]);
});

test("only the generators named run", async () => {
  const other: Generator = { name: "other", owns: ["other.md"], run: () => ({ "other.md": "" }) };

  await run(["other"], docs({ "docs/new.md": "" }), other);

  expect(printed).toEqual(["created  other.md  (other)"]);
});

test.each([
  [["dcos"], 'there is no generator "dcos" (did you mean "docs"?)'],
  [["--chek"], "Unknown option '--chek'"],
])("%j is refused with 2", async (args, words) => {
  expect(await run(args, docs({ "docs/new.md": "" }))).toBe(2);
  expect(printed.join("\n")).toContain(words);
  expect(existsSync(join(root, "docs/new.md"))).toBe(false);
});

test("a generator that reaches beyond what it owns is a fault, before anything is written", async () => {
  await expect(run([], docs({ "docs/new.md": "", "README.md": "mine" }))).rejects.toThrow(
    'generator "docs" made README.md, which its `owns` (docs/**/*.md) does not cover',
  );
  expect(existsSync(join(root, "docs/new.md"))).toBe(false);
});

function run(args: readonly string[], ...generators: readonly Generator[]): Promise<number> {
  return generate(args, { root, generators, print: (line) => printed.push(line) });
}

function docs(files: Readonly<Record<string, string>>): Generator {
  return { name: "docs", owns: ["docs/**/*.md"], run: async () => files };
}

function put(path: string, text: string): void {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
}
