import { expect, test } from "vitest";
import { ConcordatError } from "./concordat-error.ts";
import { defineErrors } from "./define-errors.ts";
import { compareFindings, type Finding, findingOf, standingOf } from "./finding.ts";

test("findings sort by file, then by place, then by rule", () => {
  const findings = [
    finding("b.json", 3, "unknown-keyword"),
    finding("a.json", 9, "unknown-keyword"),
    finding("a.json", 2, "unknown-keyword"),
    finding("a.json", 2, "identity"),
  ];

  expect(
    findings.toSorted(compareFindings).map(({ at, rule }) => [at.file, at.range?.start.offset, rule]),
  ).toEqual([
    ["a.json", 2, "identity"],
    ["a.json", 2, "unknown-keyword"],
    ["a.json", 9, "unknown-keyword"],
    ["b.json", 3, "unknown-keyword"],
  ]);
});

test("findings without a text sort by pointer", () => {
  const at = (pointer: string) => ({ ...finding("a.json", 0, "identity"), at: { pointer } });

  expect([at("/title"), at("/$id")].toSorted(compareFindings).map((f) => f.at.pointer)).toEqual([
    "/$id",
    "/title",
  ]);
});

test("an error becomes a finding in its own words, an error unless said otherwise", () => {
  const { TITLE_MISSING } = defineErrors(ConcordatError, {
    TITLE_MISSING: { message: "there is no title", hint: "write one" },
  });
  const at = { file: "a.json", pointer: "/title" };

  expect(findingOf(TITLE_MISSING(), { rule: "identity", at })).toEqual({
    rule: "identity",
    code: "TITLE_MISSING",
    severity: "error",
    message: "there is no title",
    hint: "write one",
    at,
  });
  expect(findingOf(TITLE_MISSING(), { rule: "identity", at, severity: "warning" }).severity).toBe("warning");
});

test.each(["error", "warning"] as const)("an accepted %s stands as accepted", (severity) => {
  expect(standingOf({ severity })).toBe(severity);
  expect(standingOf({ severity, accepted: { reason: "nobody reads it yet" } })).toBe("accepted");
});

function finding(file: string, offset: number, rule: string): Finding {
  const position = { line: 1, column: offset + 1, offset };
  const at = { file, range: { start: position, end: position } };
  return { rule, code: "SCHEMA_INVALID", severity: "error", message: "", hint: "", at };
}
