import { expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";
import { buildHouse } from "./house.ts";
import { judge } from "./judge.ts";
import { readLaw } from "./law.ts";
import { readWorkspace } from "./read-workspace.ts";
import { rules } from "./rules/index.ts";
import { formatViolations } from "./violation.ts";

const law = readLaw();

test("every import and every package.json keeps the floor law", () => {
  const violations = judge(buildHouse(law, readWorkspace(root)));

  expect(violations.length, `\n\n${formatViolations(violations)}\n`).toBe(0);
});

test("every rule has its words in layers.json, and every word its rule", () => {
  expect(Object.keys(law.rules)).toEqual(rules.map(({ name }) => name));
});

test("no folder is named on two floors", () => {
  const named = law.floors.flatMap(({ packages }) => packages);

  expect(named.filter((folder, index) => named.indexOf(folder) !== index)).toEqual([]);
});

test("every entry of the law says why", () => {
  const { floors, siblings, never, closures, rooms, loads, free } = law;
  const entries = [
    ...floors,
    ...siblings,
    ...never,
    ...closures,
    ...rooms,
    ...loads,
    free,
    ...Object.values(law.rules),
  ];

  expect(entries.filter(({ note }) => !/^.{25,}\.$/.test(note))).toEqual([]);
});
