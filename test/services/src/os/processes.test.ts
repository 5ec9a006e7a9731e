import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, statSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import {
  familyOf,
  hasEnded,
  identifyProcess,
  isRunning,
  killTree,
  signalProcess,
  stopProcess,
} from "./processes.ts";
import { waitUntil } from "./wait-until.ts";

test("a process is running until it has ended", async () => {
  const { child, id } = await start("exec sleep 1000");
  expect(isRunning(id)).toBe(true);

  child.kill("SIGKILL");

  expect(await hasEnded(id, 10_000)).toBe(true);
});

test("a zombie has ended, though its pid still takes signals", async () => {
  // The shell becomes a program that never reaps the child which the shell had started.
  const { child } = await start("sleep 0 & exec sleep 1000");
  const pid = child.pid ?? 0;
  const zombies = () =>
    familyOf(pid).filter((member) => member !== pid && identifyProcess(member) !== undefined);
  const isDeadYetThere = () => zombies().some((member) => !running(member) && process.kill(member, 0));

  expect(await waitUntil(isDeadYetThere, { within: 10_000 })).toBe(true);
});

test("a process that only has the pid of a recorded one gets no signal", async () => {
  const { id } = await start("exec sleep 1000");
  const recorded = { pid: id.pid, startedAt: "another boot/17" };

  killTree(recorded);

  expect(signalProcess(recorded, "SIGKILL")).toBe(false);
  expect(isRunning(id)).toBe(true);
});

test("a process that is stopped stands still with all its threads, until it goes on", async () => {
  const folder = await mkdtemp(join(tmpdir(), "busy-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "dots");
  const worker = `for (;;) require("node:fs").appendFileSync(${JSON.stringify(file)}, ".")`;
  const program = `for (let i = 0; i < 3; i++) new (require("node:worker_threads").Worker)(${JSON.stringify(worker)}, { eval: true })`;
  await writeFile(join(folder, "busy.cjs"), program);
  const { id } = await start(`exec "${process.execPath}" "${folder}/busy.cjs"`);
  const dots = () => (existsSync(file) ? statSync(file).size : 0);
  await waitUntil(() => dots() > 100, { within: 60_000 });

  expect(await stopProcess(id, 60_000)).toBe(true);
  const before = dots();
  expect(await waitUntil(() => dots() > before, { within: 200 })).toBe(false);

  signalProcess(id, "SIGCONT");
  expect(await waitUntil(() => dots() > before, { within: 60_000 })).toBe(true);
});

test("killing a tree ends the children of a group leader too", async () => {
  const { id } = await start("sleep 1000 & sleep 1000 & wait");
  await waitUntil(() => familyOf(id.pid).length === 3, { within: 10_000 });
  const family = familyOf(id.pid).flatMap((pid) => identifyProcess(pid) ?? []);

  killTree(id);

  expect(family).toHaveLength(3);
  for (const member of family) expect(await hasEnded(member, 10_000)).toBe(true);
});

test("nobody has a pid that does not exist", () => {
  expect(identifyProcess(2 ** 30)).toBeUndefined();
});

async function start(script: string) {
  const child = spawn("sh", ["-c", script], { detached: true, stdio: "ignore" });
  await once(child, "spawn");
  const id = identifyProcess(child.pid ?? 0);
  if (id === undefined) throw new Error("the shell ended too early");
  onTestFinished(() => killTree(id));
  return { child, id };
}

function running(pid: number): boolean {
  const id = identifyProcess(pid);
  return id !== undefined && isRunning(id);
}
