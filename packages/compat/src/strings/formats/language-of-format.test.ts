import { formats as validated } from "@concordat/validator";
import { expect, test } from "vitest";
import { createBudget } from "../../budget.ts";
import { includes } from "../ask.ts";
import { intersect, type Language } from "../language.ts";
import { languageOfPattern } from "../pattern/language-of-pattern.ts";
import { solveStrings } from "../solve-strings.ts";
import { formats, irregularFormat, languageOfFormat } from "./language-of-format.ts";

const budget = () => createBudget(2_000_000);

function ofValidator(name: string): Language | undefined {
  const format = validated[name];
  if (format === undefined || !("pattern" in format)) return undefined;
  const language = regular(format.pattern);
  return format.maxLength === undefined
    ? language
    : intersect(language, regular(`^.{0,${format.maxLength}}$`));
}

function regular(pattern: string): Language {
  const language = languageOfPattern(pattern, budget());
  if ("reason" in language) throw new Error(language.reason);
  return language;
}

test("there is a language for each format that a validator checks by a pattern, and for no other", () => {
  expect(Object.keys(formats).sort()).toEqual(
    Object.keys(validated)
      .filter((name) => ofValidator(name) !== undefined)
      .sort(),
  );
});

test.each(Object.keys(formats))("%s is the same language here as in validators", (name) => {
  const ours = languageOfFormat(name);
  const theirs = ofValidator(name);
  if (ours === undefined || theirs === undefined) throw new Error(`no language of ${name}`);
  expect([includes(ours, theirs, budget()), includes(theirs, ours, budget())]).toEqual([true, true]);
});

test.each([
  ["date-time", "0000-01-01T00:00:00Z"],
  ["date", "0000-01-01"],
  ["time", "00:00:00Z"],
  ["duration", "P0D"],
  ["email", "a@a"],
  ["hostname", "a"],
  ["ipv4", "0.0.0.0"],
  ["ipv6", "::"],
  ["uri", "a:"],
  ["iri", "a:"],
  ["uuid", "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa"],
  ["relative-json-pointer", "0"],
])("the smallest %s is %s", (name, word) => {
  const inside = languageOfFormat(name);
  if (inside === undefined) throw new Error(`no language of ${name}`);
  const question = {
    inside,
    minLength: 1,
    maxLength: Number.POSITIVE_INFINITY,
    not: new Set<string>(),
    opaque: [],
  };
  expect(solveStrings(question, createBudget()).next().value).toBe(word);
});

test.each(["regex", "idn-hostname", "constructor", "flight-number"])("%s has no language", (name) => {
  expect(languageOfFormat(name)).toBeUndefined();
});

test("a format is the same language whenever it is asked for", () => {
  expect(languageOfFormat("date")).toBe(languageOfFormat("date"));
  expect(languageOfFormat("date")?.id).not.toBe(languageOfFormat("time")?.id);
});

test("what is left open by a format without a language is told with its name", () => {
  expect(irregularFormat("idn-email")).toEqual({
    code: "FORMAT_IRREGULAR",
    message: 'format "idn-email" is no regular language',
    about: { keyword: "format", value: "idn-email" },
  });
});
