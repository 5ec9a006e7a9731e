import { describe, expect, test } from "vitest";
import type { BadExample } from "../lint/rule.ts";
import { lintExample, markedRange } from "../pages/lint-example.ts";
import { rules } from "./index.ts";

test("rules have ids of their own, in kebab case", () => {
  const ids = rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  test("finds the marked place of its bad example, with its own code and severity", async () => {
    const { findings } = await lintExample(rule.bad);
    const own = findings.filter((finding) => finding.rule === id);

    expect(own, "one finding").toHaveLength(1);
    const [found] = own;
    expect([found?.code, found?.severity]).toEqual([rule.code ?? id, rule.severity]);
    expect(found?.at).toMatchObject(expectedPlace(rule.bad));
  });

  test("is silent about its good example, and so is every rule that is an error", async () => {
    const { findings } = await lintExample(rule.good);

    expect(findings.filter((finding) => finding.rule === id || finding.severity === "error")).toEqual([]);
  });

  test("says things in sentences that the documentation can print", () => {
    for (const text of [rule.sentence, rule.reason]) expect(text).toMatch(/^[A-Z$\w].*[.)]$/s);
    expect(rule.remedy).toMatch(/^[a-z].*[^.]$/s);
  });
});

function expectedPlace(bad: BadExample) {
  if ("file" in bad) return { file: bad.file, ...(bad.at !== undefined && { pointer: bad.at }) };
  const [marked] = Object.entries(bad.contracts).flatMap(([contract, text]) => {
    const range = markedRange(text);
    return range ? [{ file: `schemas/${contract}.json`, contract, pointer: bad.at, range }] : [];
  });
  if (marked === undefined)
    throw new Error("a bad example has « and » around what the caret is expected under");
  return marked;
}
