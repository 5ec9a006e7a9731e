import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  checkHistory,
  createHistory,
  type History,
  type HistoryRecord,
  type Problem,
} from "@concordat/transport-testkit";
import { closeAll } from "../scenario/close-all.ts";
import { consume, Seen } from "../scenario/consume.ts";
import { Tally } from "../scenario/tally.ts";
import { runService, type ServiceEnd } from "../service/run-service.ts";
import type { Arena } from "../targets/arena.ts";
import { type FaultCase, loadOf, type Row } from "./fault-case.ts";

const group = "billing";

export const f20: FaultCase = {
  id: "F20",
  sentence: "a service that is told to go while it publishes and handles ends by itself, and nothing is lost",
  async run(arena, counts) {
    const times = counts === "full" ? 20 : 3;
    const address = await arena.address("sigterm");
    const folder = mkdtempSync(join(tmpdir(), "concordat-faults-"));
    const history = createHistory();
    const problems: Problem[] = [];
    const ends: ServiceEnd[] = [];
    try {
      // The group exists from the start, so that what the first service publishes is its to handle.
      await settle(arena, address, history, 0);
      for (let run = 1; run <= times; run += 1) {
        const file = join(folder, `${run}.jsonl`);
        const order = { target: arena.target, place: arena.place, address, group, history: file };
        const load = loadOf(arena.target, 0);
        const end = await runService({ ...order, load, keys: `run${run}-` }, counts === "full" ? 500 : 200);
        ends.push(end);
        for (const record of readHistory(file)) history.add(record);
        problems.push(...problemsOf(end, run));
      }
      problems.push(...(await settle(arena, address, history, storedIn(history).size)));
    } finally {
      rmSync(folder, { recursive: true });
    }
    const { order } = await capabilitiesOf(arena);
    problems.push(
      ...checkHistory(history.records, { groups: { [group]: [address] }, ordered: order === "key" }),
    );
    return { rows: [rowOf(times, history, ends)], problems };
  },
};

/** Handles what is left, until all that is stored has been handled by somebody. */
async function settle(arena: Arena, address: string, history: History, stored: number): Promise<Problem[]> {
  const transport = await arena.open();
  const tally = new Tally(60_000);
  const seen = new Seen();
  for (const record of history.records) if (record.did === "handle") seen.handled.add(record.id);
  await consume(transport, { address, group, member: "the last", history, tally, seen, readers: {} });
  const problems = await tally
    .until("what is stored has been handled", () => seen.handled.size >= stored)
    .then(
      () => [],
      ({ message }: Error) => [{ law: "goes on", message }],
    );
  return [...problems, ...(await closeAll([transport], 60_000))];
}

async function capabilitiesOf(arena: Arena) {
  const transport = await arena.open();
  await transport.close();
  return transport.capabilities;
}

function problemsOf({ code, signal, unanswered }: ServiceEnd, run: number): Problem[] {
  const problems: Problem[] = [];
  if (code !== 0)
    problems.push({ law: "ends", message: `service ${run} ended with ${signal ?? `exit code ${code}`}` });
  if (unanswered !== undefined && unanswered > 0)
    problems.push({
      law: "closes",
      message: `service ${run} had closed with ${unanswered} publishes unanswered`,
    });
  return problems;
}

function readHistory(file: string): HistoryRecord[] {
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line) as HistoryRecord);
}

function storedIn({ records }: History): Set<string> {
  return new Set(
    records.flatMap((record) => (record.did === "answer" && record.status === "stored" ? [record.id] : [])),
  );
}

function rowOf(times: number, history: History, ends: readonly ServiceEnd[]): Row {
  const all = (is: (record: HistoryRecord) => boolean) => history.records.filter(is).length;
  const answered = (status: string) => all((record) => record.did === "answer" && record.status === status);
  const handled = new Set(history.records.flatMap((record) => (record.did === "handle" ? [record.id] : [])));
  const stored = storedIn(history);
  return {
    what: `SIGTERM under load, ${times} times`,
    // What was asked of a transport that had been told to go was never accepted, and is no event of anybody's.
    events: stored.size,
    stored: answered("stored"),
    unknown: answered("unknown"),
    refused: answered("refused"),
    recognised: 0,
    handled: handled.size,
    redelivered: all((record) => record.did === "deliver" && record.attempt > 1),
    duplicates: all((record) => record.did === "handle") - handled.size,
    lost: [...stored].filter((id) => !handled.has(id)).length,
    backAfterMs: undefined,
    remark: `all ended by themselves, the slowest after ${Math.round(Math.max(...ends.map(({ tookMs }) => tookMs)))} ms`,
  };
}
