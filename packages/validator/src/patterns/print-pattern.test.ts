import { expect, test } from "vitest";
import { type PatternEngine, spellings } from "./engines.ts";
import { printPattern } from "./print-pattern.ts";

// What the printed patterns match is tested in the engines themselves, by test/polyglot/patterns.test.ts. Here: how they read.

test.each<[PatternEngine, string]>([
  ["js", "^[0-9]{4}-[0-9A-Z_a-z]+$"],
  ["re2", "^[0-9]{4}-[0-9A-Z_a-z]+\\z"],
  ["python", "^[0-9]{4}-[0-9A-Z_a-z]+\\Z"],
  ["java", "^[0-9]{4}-[0-9A-Z_a-z]+\\z"],
])("%s gets explicit classes and an unmistakable end", (engine, printed) => {
  expect(printPattern("^\\d{4}-\\w+$", engine)).toBe(printed);
});

test.each<[PatternEngine, string]>([
  ["js", "[^\\u{A}\\u{D}\\u{2028}\\u{2029}]\\u{1F600}"],
  ["re2", "[^\\x{A}\\x{D}\\x{2028}\\x{2029}]\\x{1F600}"],
  ["python", "[^\\x0A\\x0D\\u2028\\u2029]\\U0001F600"],
  ["java", "[^\\x{A}\\x{D}\\x{2028}\\x{2029}]\\x{1F600}"],
])("%s gets characters outside of ASCII by number", (engine, printed) => {
  expect(printPattern(".\u{1f600}", engine)).toBe(printed);
});

test("a set that reaches the last character is printed by what it leaves out", () => {
  expect(printPattern("[^a-c]", "re2")).toBe("[^a-c]");
  expect(printPattern("\\D", "re2")).toBe("[^0-9]");
});

test("groups lose their names, and counts their laziness", () => {
  expect(printPattern("(?<year>a+?)(b){2,}?", "java")).toBe("(?:a+)(?:b){2,}");
});

test("characters that are special stay escaped, and no others", () => {
  expect(printPattern("\\.\\/[\\]\\-a]", "python")).toBe("\\./[\\-\\]a]");
});

test.each(Object.keys(spellings) as PatternEngine[])("what was printed for %s prints as itself", (engine) => {
  const printed = printPattern("^[\\w.-]+@(?:[a-z]+\\.)+[a-z]{2,}$", engine);

  if (engine === "js") expect(printPattern(printed, "js")).toBe(printed);
  expect(printed).not.toMatch(/\\[dws]/);
});
