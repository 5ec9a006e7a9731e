import { expect, test } from "vitest";
import { readImports, readModule } from "./read-imports.ts";

test.each([
  ['import a from "x";', "x", false],
  ['import type { A } from "x";', "x", true],
  ['import { type A } from "x";', "x", false],
  ['import "x";', "x", false],
  ['export { a } from "x";', "x", false],
  ['export type { A } from "x";', "x", true],
  ['export * from "x";', "x", false],
  ['export type * from "x";', "x", true],
  ['const a = await import("x");', "x", false],
  ["const a = await import(`x`);", "x", false],
  ['let a: import("x").A;', "x", true],
  ['let a: typeof import("x");', "x", true],
  ['import a = require("x");', "x", false],
  ['import type a = require("x");', "x", true],
  ['const a = require("x");', "x", false],
  ['import.meta.resolve("x");', "x", false],
])("%s", (text, specifier, typeOnly) => {
  expect(readImports("a.ts", text)).toEqual([{ specifier, line: 1, typeOnly }]);
});

test.each([
  "await import(name);",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template inside the source text
  "await import(`./${name}.ts`);",
  "const text = 'import \"x\"';",
  '// import "x"',
])("%s names nothing that can be read", (text) => {
  expect(readImports("a.ts", text)).toEqual([]);
});

test("an import whose name is computed is told by its line", () => {
  const text = 'await import("x");\nawait import(name);\nawait import(`./$' + "{name}.ts`);";

  expect(readModule("a.ts", text).computed).toEqual([2, 3]);
});

test("lines are counted from 1, in the order of the text", () => {
  const text = 'import a from "one";\n\nexport {\n  b,\n} from "five";\n\nawait import("seven");\n';

  expect(readImports("a.ts", text).map(({ specifier, line }) => [specifier, line])).toEqual([
    ["one", 1],
    ["five", 5],
    ["seven", 7],
  ]);
});

test("a file that cannot be parsed is an error with its name, not a file without imports", () => {
  expect(() => readImports("packages/json/src/parse.ts", "import {")).toThrow(
    "packages/json/src/parse.ts cannot be parsed",
  );
});
