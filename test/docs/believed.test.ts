import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";

/** The page argues by naming the tests that attack each claim; one that is renamed or gone would leave a claim bare. */
const page = readFileSync(join(root, "docs/reference/why-compatible-can-be-believed.md"), "utf8");

test("every test that the page names is there, by file and by name", () => {
  const named = testsNamedIn(page);
  const missing = named.filter(({ file, name }) => !textOf(file).includes(name));

  expect(named.length).toBeGreaterThan(35);
  expect(missing).toEqual([]);
});

test("every file and folder that the page names is there", () => {
  const named = [...page.matchAll(/`((?:packages|test)\/[^`{]*)`/g)].map(([, path = ""]) => path);

  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

type Named = { readonly file: string; readonly name: string };

/** A file in code, and after it the names of its tests in quotes. */
function testsNamedIn(text: string): readonly Named[] {
  let file = "";
  return [...text.matchAll(/`([^`]+\.test\.ts)`|› “([^”]+)”/g)].flatMap(([, path, name]) => {
    file = path ?? file;
    return name === undefined ? [] : [{ file, name: name.replace(/\s+/g, " ") }];
  });
}

function textOf(file: string): string {
  return existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : "";
}
