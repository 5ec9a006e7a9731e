import { describe, expect, test } from "vitest";
import { checkExample } from "../../pages/evolution-example.ts";
import { markedRange } from "../../pages/lint-example.ts";
import { rules as lintRules } from "../../rules/index.ts";
import type { BadEvolutionExample } from "../rule.ts";
import { gateRules } from "./index.ts";

test("rules have ids of their own, among those of lint too", () => {
  const ids = [...lintRules, ...gateRules].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

describe.each(gateRules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  test("finds the marked place of its bad example, with its own severity", () => {
    const own = checkExample(rule.bad).findings.filter((finding) => finding.rule === id);

    expect(own.length, "a finding").toBeGreaterThan(0);
    for (const found of own) {
      expect(found.severity).toBe(rule.severity);
      expect(found.at).toMatchObject(expectedPlace(rule.bad));
    }
  });

  test("is silent about its good example, and so is every other", () => {
    expect(checkExample(rule.good).findings).toEqual([]);
  });

  test("says things in sentences that the documentation can print", () => {
    for (const text of [rule.sentence, rule.reason]) expect(text).toMatch(/^[A-Z$\w].*[.)]$/s);
    expect(rule.remedy).toMatch(/^[a-z].*[^.]$/s);
  });
});

function expectedPlace(bad: BadEvolutionExample) {
  if ("file" in bad) return { file: bad.file, ...(bad.at !== undefined && { pointer: bad.at }) };
  const [marked] = Object.entries(bad.contracts).flatMap(([contract, text]) => {
    const range = markedRange(text);
    return range ? [{ file: `schemas/${contract}.json`, contract, pointer: bad.at, range }] : [];
  });
  if (marked === undefined)
    throw new Error("a bad example has « and » around what the caret is expected under");
  return marked;
}
