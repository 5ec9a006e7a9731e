import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { gitAuthor } from "./git-author.ts";
import { openGitTree } from "./open-git-tree.ts";

function git(folder: string, ...args: readonly string[]): string {
  // No settings of the machine take part.
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
  return execFileSync("git", args, { cwd: folder, env, encoding: "utf8" });
}

function repository(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder(files);
  git(folder, "init", "-q", "-b", "main");
  git(folder, "config", "user.name", "Ada");
  git(folder, "config", "user.email", "ada@example.com");
  commit(folder);
  return folder;
}

function commit(folder: string): void {
  git(folder, "add", "-A");
  git(folder, "commit", "-q", "-m", "a state");
}

const text = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);

test("files are read as they were, whatever lies in the folder now", () => {
  const folder = repository({ "a.json": "old", "b/c d.json": "two\nlines\n", "leer.json": "" });
  writeFileSync(join(folder, "a.json"), "new");
  rmSync(join(folder, "b"), { recursive: true });
  const tree = openGitTree(folder, "main");
  const read = tree.read(["a.json", "b/c d.json", "leer.json", "nowhere.json"]);

  expect(tree.files).toEqual(["a.json", "b/c d.json", "leer.json"]);
  expect([...read].map(([file, bytes]) => [file, text(bytes)])).toEqual([
    ["a.json", "old"],
    ["b/c d.json", "two\nlines\n"],
    ["leer.json", ""],
  ]);
});

test("bytes arrive as they are, also those that are no text and those that look like git's own lines", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  const folder = repository({ "bytes.bin": bytes, "like.txt": `${"a".repeat(40)} blob 3\nxyz\n` });
  const read = openGitTree(folder, "HEAD").read(["bytes.bin", "like.txt"]);

  expect([...(read.get("bytes.bin") ?? [])]).toEqual([...bytes]);
  expect(text(read.get("like.txt"))).toBe(`${"a".repeat(40)} blob 3\nxyz\n`);
});

test("names in any script, with quotes and tabs, are names", () => {
  const folder = repository({ "größe.json": "1", 'a "b".json': "2", "a\tb.json": "3" });

  expect([...openGitTree(folder, "main").files].sort()).toEqual(["a\tb.json", 'a "b".json', "größe.json"]);
});

test("a project in a folder of its repository is found where it lay", () => {
  const folder = repository({ "contracts/[x]/schemas/a.json": "1", "elsewhere/b.json": "2" });

  expect(openGitTree(join(folder, "contracts/[x]"), "main").files).toEqual(["schemas/a.json"]);
});

test("a branch, a tag, a commit and a way back from one name a state", () => {
  const folder = repository({ "a.json": "first" });
  git(folder, "tag", "v1");
  const first = git(folder, "rev-parse", "HEAD").trim();
  writeFileSync(join(folder, "a.json"), "second");
  commit(folder);
  const contentAt = (ref: string) => text(openGitTree(folder, ref).read(["a.json"]).get("a.json"));

  for (const ref of ["v1", first, first.slice(0, 8), "HEAD~1", "main^"]) expect(contentAt(ref)).toBe("first");
  expect(contentAt("main")).toBe("second");
  expect(openGitTree(folder, "v1").commit).toBe(first);
});

test("a hook's own variables do not lead elsewhere", () => {
  const folder = repository({ "a/x.json": "1" });
  try {
    process.env.GIT_DIR = ".git";
    expect(openGitTree(join(folder, "a"), "main").files).toEqual(["x.json"]);
  } finally {
    delete process.env.GIT_DIR;
  }
});

test("links are not followed, as in a folder", () => {
  const folder = repository({ "a.json": "1" });
  symlinkSync("a.json", join(folder, "b.json"));
  commit(folder);

  expect(openGitTree(folder, "main").files).toEqual(["a.json"]);
});

test.each(["mian", "--help", "-n1", "--output=x", "", "main:a.json", "a b", "main..main", "^main", "@{u}"])(
  "%j names no state, and is never taken for an option",
  (ref) => {
    const folder = repository({ "a.json": "1" });

    expect(() => openGitTree(folder, ref)).toThrow(expect.objectContaining({ code: "GIT_REF_UNKNOWN" }));
  },
);

test("a folder that is new since then, one without a repository and a machine without git are told apart", () => {
  const folder = repository({ "a.json": "1" });
  mkdirSync(join(folder, "new"));
  const elsewhere = temporaryFolder({ "a.json": "1" });
  const codeOf = (open: () => unknown) => {
    try {
      open();
    } catch (error) {
      return (error as { code: string }).code;
    }
    return undefined;
  };

  expect(codeOf(() => openGitTree(join(folder, "new"), "main"))).toBe("BASE_WITHOUT_CATALOGUE");
  expect(codeOf(() => openGitTree(elsewhere, "main"))).toBe("GIT_NO_REPOSITORY");
  const { PATH } = process.env;
  try {
    process.env.PATH = dirname(join(elsewhere, "x"));
    expect(codeOf(() => openGitTree(folder, "main"))).toBe("GIT_MISSING");
  } finally {
    process.env.PATH = PATH;
  }
});

test("git's settings say who decides", () => {
  expect(gitAuthor(repository({ "a.json": "1" }))).toBe("Ada <ada@example.com>");
});
