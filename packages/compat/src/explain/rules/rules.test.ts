import { expect, test } from "vitest";
import { checkCompatibility } from "../../index.ts";
import { evolutionRules } from "./index.ts";

test.each(evolutionRules)(
  "$id: its breaking example breaks by it alone, and two validators say so",
  ({ id, breaks }) => {
    const verdict = checkCompatibility(breaks);

    expect(verdict).toMatchObject({ status: "incompatible", isComplete: true });
    if (verdict.status !== "incompatible") return;
    expect(verdict.findings.map(({ rule }) => rule)).toEqual([id]);
    expect(verdict.confirmedBy).toHaveLength(2);
  },
);

test.each(evolutionRules)("$id: its harmless twin is proved safe", ({ harmless }) => {
  expect(checkCompatibility(harmless).status).toBe("compatible");
});

test("ids are words for the command line, and no two rules share one", () => {
  const ids = evolutionRules.map(({ id }) => id);

  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
});
