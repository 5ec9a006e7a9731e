import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../../scripts/workspaces.ts";
import { cases } from "../cases/cases.ts";
import { targets } from "../targets/index.ts";
import { faultsPage, pagePath, type Section } from "./page.ts";

const machine = { cpu: "a CPU", cores: 2, node: "v24.0.0", platform: "linux x64", date: "2026-01-25" };

test("the page says what was measured where, and what was not shown", () => {
  const section: Section = {
    title: "nats",
    broker: "nats 2.15.2, synced to disk never",
    rows: [],
    problems: [],
    notShown: ["F1: it forgets"],
  };

  const page = faultsPage([section], { counts: "short", machine });

  expect(page).toContain("Measured with short counts on a CPU, 2 cores, linux x64, Node v24.0.0, 2026-01-25");
  expect(page).toContain("\n## nats\n\nnats 2.15.2, synced to disk never\n");
  expect(page).toContain("\nNot shown: F1: it forgets.\n");
});

test("what is committed has every transport, and every case of each", () => {
  expect(existsSync(join(root, pagePath)), "run `npm run faults -- --write`").toBe(true);
  const sections = readFileSync(join(root, pagePath), "utf8").split("\n## ").slice(1);

  expect(sections.map((section) => section.split("\n")[0])).toEqual(targets.map(({ title }) => title));
  for (const [index, target] of targets.entries())
    for (const { id } of cases.filter(({ id }) => target.cases?.includes(id) ?? true))
      expect(sections[index], `${target.title} ${id}`).toMatch(
        new RegExp(`^(\\| |Not shown: )${id}\\b`, "m"),
      );
});
