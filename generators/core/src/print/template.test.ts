import { expect, test } from "vitest";
import { Code, empty, join, newline } from "./code.ts";
import { render } from "./render.ts";
import { code } from "./template.ts";

const layout = { indent: "\t", width: 80 };
const text = (words: string) => Code.of({ kind: "text", text: words });
const shown = (piece: Code) => render(piece, layout).text;

test("a template loses the indentation that its lines share and keeps the rest, in the language's own steps", () => {
  expect(
    shown(code`
      function ${text("f")}() {
        return {
          a: ${text("1")},
        };

      }`),
  ).toBe("function f() {\n\treturn {\n\t\ta: 1,\n\t};\n\n}\n");
});

test("what has several lines takes the indentation of the line it stands on", () => {
  const body = join([text("one;"), text("two;")], newline);

  expect(
    shown(code`
      {
        ${body}
      }`),
  ).toBe("{\n\tone;\n\ttwo;\n}\n");
});

test("a line whose holes print nothing is left out, an empty line of the template is not", () => {
  expect(
    shown(code`
      a
      ${undefined}
      ${empty}${[]}

      b`),
  ).toBe("a\n\nb\n");
});

test("text in a hole is refused: it might be a contract's", () => {
  expect(() => code`const a = ${"process.exit()" as never};`).toThrow(
    "code`…` was given string; what it prints are identifiers, literals and comments made by a language",
  );
  expect(() => code`${[text("a"), "b" as never]}`).toThrow(TypeError);
});

test("an odd space stays one: stars of a comment stand under each other", () => {
  expect(
    shown(code`
      {
        /**
         * words
         */
      }`),
  ).toBe("{\n\t/**\n\t * words\n\t */\n}\n");
});
