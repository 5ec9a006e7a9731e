import { stripTypeScriptTypes } from "node:module";
import { expect, test } from "vitest";
import { emitSupport } from "./emit-validator.ts";
import { withTypes } from "./exported-types.ts";

test("what is exported has types, and nothing else has", () => {
  const text = "function one(a, b = 2) {\n}\n\nfunction own(a) {\n}\n\nconst two = 2;\nconst mine = one;";

  expect(withTypes(text, ["one", "two"])).toBe(
    "function one(a: any, b: any = 2): any {\n}\n\nfunction own(a) {\n}\n\nconst two: any = 2;\nconst mine = one;",
  );
});

test("each export of the support module has types, so that declarations can be made of it alone", () => {
  const text = emitSupport("npm run codegen", "typescript");
  const [, names = ""] = /^export \{ (.*) \};$/m.exec(text) ?? [];

  for (const name of names.split(", "))
    expect(text).toMatch(new RegExp(`^(?:const ${name}: any = |function ${name}\\(.*\\): any \\{$)`, "m"));
  const blank = (code: string) => code.replace(/^\/\/.*$|\s+/gm, "");
  const javascript = blank(emitSupport("npm run codegen")).slice(0, 20_000);
  expect(blank(stripTypeScriptTypes(text))).toContain(javascript);
});
