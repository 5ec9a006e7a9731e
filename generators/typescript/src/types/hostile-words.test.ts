import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { createProgram, treeOf } from "../testing/compile.ts";
import { hostileWords } from "../testing/hostile-words.ts";
import { generateTypes } from "./generate-types.ts";

/** Every place of a schema that holds words which somebody chose. */
const withWords = (words: string): Json => ({
  title: words,
  description: `${words} .`,
  type: "object",
  required: [words],
  properties: {
    [words]: { description: `${words} .`, default: words, examples: [words], $ref: "#/$defs/one" },
    told: { description: `first ${words}\n${words}`, enum: [words, "other"], pattern: words },
    fixed: { const: { [words]: words }, format: words },
  },
  patternProperties: { [`^${words.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}`]: true },
  $defs: { one: { title: words, type: "object", properties: { a: { description: `${words} .` } } } },
});

const harmless = treeOf(generateTypes(withWords("harmless"), { name: "Root" }));
// What is longer does not become an example in a comment.
const ofSomeLength = hostileWords.filter(({ length }) => length < 100);

test.each(ofSomeLength.map((words) => [JSON.stringify(words), words] as const))(
  "%s stays words: the syntax tree is that of harmless ones",
  (_, words) => {
    expect(treeOf(generateTypes(withWords(words), { name: "Root" }))).toEqual(harmless);
  },
);

test("types with words that look like code compile, all of them", () => {
  const program = createProgram();
  for (const [index, words] of hostileWords.entries()) {
    program.add(`words${index}.ts`, generateTypes(withWords(words), { name: "Root" }));
    program.add(`name${index}.ts`, generateTypes({ $ref: "#/$defs/a", $defs: { a: true } }, { name: words }));
  }
  expect(program.complaints()).toEqual([]);
});

test("definitions whose names fall together, or into reserved words, are told apart", () => {
  const names = [
    "class",
    "fooBar",
    "foo_bar",
    "foo-bar",
    "Foo",
    "foo",
    "",
    "-",
    "Root",
    "1abc",
    "Array",
    "🙂",
    "日本",
  ];
  const schema: Json = {
    type: "object",
    properties: Object.fromEntries(
      names.map((name, index) => [`m${index}`, { $ref: `#/$defs/${encodeURIComponent(name)}` }]),
    ),
    $defs: Object.fromEntries(names.map((name, index) => [name, { const: index }])),
  };
  const program = createProgram();
  const values = names.map((_, index) => `export const v${index}: Required<Root>["m${index}"] = ${index};`);
  program.add("names.ts", [generateTypes(schema, { name: "Root" }), ...values].join("\n"));

  expect(program.complaints()).toEqual([]);
});
