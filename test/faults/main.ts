/**
 * `npm run faults`: what each transport makes of a broker that dies, a network that fails and consumers that are slow, in figures.
 *
 *   npm run faults                             every case on every transport, short
 *   npm run faults -- --full                   with the counts of the catalogue: half an hour
 *   npm run faults -- --transport nats         this transport (may be said several times; any part of a title)
 *   npm run faults -- --case F3                this case (likewise)
 *   npm run faults -- --full --write           also writes docs/reference/faults.md (--write alone: with the short counts)
 *
 * The same cases are tests (test/faults/*.test.ts); this prints and keeps what was measured. Exits with 1 where a law was broken.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../../scripts/workspaces.ts";
import { describeMachine } from "../bench/machine.ts";
import { cases } from "./cases/cases.ts";
import type { CaseResult } from "./cases/fault-case.ts";
import { faultsPage, pagePath, type Section } from "./report/page.ts";
import { cellsOf, formatText } from "./report/table.ts";
import { openArena } from "./targets/arena.ts";
import { targets } from "./targets/index.ts";
import type { Target } from "./targets/target.ts";

const { values } = parseArgs({
  options: {
    full: { type: "boolean", default: false },
    transport: { type: "string", multiple: true },
    case: { type: "string", multiple: true },
    write: { type: "boolean", default: false },
  },
});
const counts = values.full ? "full" : "short";
const askedTargets = targets.filter(
  ({ title }) => values.transport?.some((part) => title.includes(part)) ?? true,
);
const askedCases = cases.filter(({ id }) => values.case?.includes(id) ?? true);
if (askedTargets.length === 0 || askedCases.length === 0) {
  console.error(
    `nothing is asked for; transports: ${targets.map(({ title }) => title).join("; ")}; cases: ${cases.map(({ id }) => id).join(", ")}`,
  );
  process.exitCode = 2;
} else if (values.write && (values.transport || values.case)) {
  console.error("--write takes all cases on all transports: a page of parts would say nothing of the others");
  process.exitCode = 2;
} else await run();

async function run(): Promise<void> {
  const sections: Section[] = [];
  for (const target of askedTargets) {
    const section = await strike(target);
    sections.push(section);
  }
  if (sections.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
  else if (values.write) {
    writeFileSync(
      join(root, pagePath),
      faultsPage(sections, { counts, machine: describeMachine(new Date()) }),
    );
    console.log(`\nwrote ${pagePath}`);
  }
}

async function strike(target: Target): Promise<Section> {
  const rows: CaseResult["rows"][number][] = [];
  const problems: string[] = [];
  const notShown: string[] = [];
  let broker = target.broker as string;
  for (const { id, run } of askedCases.filter(({ id }) => target.cases?.includes(id) ?? true)) {
    const reason = target.notShown?.[id];
    if (reason !== undefined) {
      notShown.push(`${id}: ${reason}`);
      continue;
    }
    const arena = await openArena(target);
    broker = `${target.broker} ${arena.broker.version ?? "of unknown version"}, synced to disk ${target.syncs}`;
    try {
      const result = await run(arena, counts);
      console.log(`\n${target.title}, ${id}\n${formatText(cellsOf(result.rows))}`);
      rows.push(
        ...result.rows.map((row, index) => (index === 0 ? { ...row, what: `${id} ${row.what}` } : row)),
      );
      for (const { law, message } of result.problems.slice(0, 20)) {
        console.error(`${id} ${law}: ${message}`);
        problems.push(`${id} ${law}: ${message}`);
      }
    } finally {
      await arena.close();
    }
  }
  return { title: target.title, broker, rows, problems, notShown };
}
