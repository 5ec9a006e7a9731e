import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { doubtCodes } from "@concordat/compat";
import { expect, test } from "vitest";
import { readWorkspaces, root } from "../../scripts/workspaces.ts";

const pages = join(root, "docs", "errors");
const codes = (await Promise.all(readWorkspaces().map(codesOf))).flat();

test("every code has a page that starts with its name, says why and what to do", () => {
  for (const code of codes) {
    const page = join(pages, `${code}.md`);
    expect(existsSync(page), `docs/errors/${code}.md is missing`).toBe(true);
    const text = readFileSync(page, "utf8");
    expect(text).toMatch(new RegExp(`^# ${code}\n`));
    expect(text, code).toContain("**Why it is an error.**");
    expect(text, code).toContain("**What to do.**");
  }
});

test("every page belongs to a code that exists", () => {
  const named = readdirSync(pages).map((file) => basename(file, ".md"));

  expect(named.filter((code) => !codes.includes(code))).toEqual([]);
});

test("every doubt of a comparison has a page that says why it stays open and what to do, and no page is left over", () => {
  const folder = join(root, "docs", "doubts");
  const named = readdirSync(folder).map((file) => basename(file, ".md"));
  // One of them is an error elsewhere, and has its page there.
  expect(named.toSorted()).toEqual(doubtCodes.filter((code) => !codes.includes(code)).toSorted());
  for (const code of named) {
    const text = readFileSync(join(folder, `${code}.md`), "utf8");
    expect(text).toMatch(new RegExp(`^# ${code}\n`));
    expect(text, code).toContain("**Why it stays open.**");
    expect(text, code).toContain("**What to do.**");
  }
});

test("no code stands in two tables", () => {
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});

/** By custom a package's tables stand in `src/errors.ts` and are exported under names that end in `Errors`. */
async function codesOf({ folder }: { readonly folder: string }): Promise<string[]> {
  const file = join(root, folder, "src", "errors.ts");
  if (!existsSync(file)) return [];
  const tables = Object.entries((await import(file)) as Record<string, object>);
  return tables.filter(([name]) => name.endsWith("Errors")).flatMap(([, table]) => Object.keys(table));
}
