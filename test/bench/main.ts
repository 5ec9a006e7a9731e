/** `npm run bench -- <row>` measures one row; without a row it lists them. See docs/guides/bench.md. */
import { readArguments } from "./arguments.ts";
import { type CaseResult, compare } from "./compare.ts";
import { describeMachine } from "./machine.ts";
import { formatCase, formatMachine } from "./report.ts";
import { rows } from "./rows/index.ts";
import type { Row } from "./rows/row.ts";

const asked = readArguments(
  process.argv.slice(2),
  rows.map(({ name }) => name),
);
const row = rows.find(({ name }) => asked.kind === "run" && name === asked.row);
if (asked.kind === "refuse") {
  console.error(`${asked.why}\nusage: npm run bench -- [row] [--rounds N] [--json]\n\n${list()}`);
  process.exitCode = 2;
} else if (asked.kind === "run" && row !== undefined) {
  await (asked.json ? printJson(row, asked.rounds) : printTable(row, asked.rounds));
} else {
  const known = rows.map(({ name, description }) => ({ name, description }));
  console.log(asked.json ? JSON.stringify(known, null, 2) : list());
}

async function printTable({ name, description, cases, remarks }: Row, rounds: number): Promise<void> {
  console.log(`${name}: ${description}`);
  console.log(formatMachine(describeMachine(new Date())));
  console.log(
    `${rounds} rounds in turns; times are medians of one operation, ratios are taken in each round`,
  );
  for await (const each of await cases()) console.log(`\n${formatCase(await compare(each, rounds))}`);
  for (const remark of (await remarks?.()) ?? []) console.log(`\n${remark}`);
}

/** Everything in microseconds, under the names of the types. */
async function printJson({ name, cases, remarks }: Row, rounds: number): Promise<void> {
  const machine = describeMachine(new Date());
  const results: CaseResult[] = [];
  for await (const each of await cases()) results.push(await compare(each, rounds));
  const said = (await remarks?.()) ?? [];
  console.log(JSON.stringify({ row: name, machine, rounds, cases: results, remarks: said }, null, 2));
}

function list(): string {
  const width = Math.max(...rows.map(({ name }) => name.length));
  return rows.map(({ name, description }) => `${name.padEnd(width)}  ${description}`).join("\n");
}
