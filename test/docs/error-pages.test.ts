import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
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
