import { expect, test } from "vitest";
import { wrapLines } from "./wrap.ts";

test("long lines break between words, and a list's item goes on under its words", () => {
  expect(wrapLines(["one two three", "- four five six"], 10)).toEqual([
    "one two",
    "three",
    "- four",
    "  five six",
  ]);
});

test("a word that is too long stands alone, a span of code stays whole", () => {
  expect(wrapLines(["see https://example.com/long ok"], 10)).toEqual([
    "see",
    "https://example.com/long",
    "ok",
  ]);
  expect(wrapLines(["say `a b c d e f` so"], 10)).toEqual(["say", "`a b c d e f`", "so"]);
});

test("what is laid out by hand stays as it is", () => {
  const table = [
    "| a long table | of things |",
    "```",
    "code that is long",
    "```",
    "    indented code that is long",
  ];
  expect(wrapLines(table, 10)).toEqual(table);
});
