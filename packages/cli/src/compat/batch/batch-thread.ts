/**
 * The thread that compares. Alone, so that the one which reads and writes stays awake for an interrupt, and so that an
 * engine that runs out of memory takes nothing but its own thread along.
 */
import { parentPort, workerData } from "node:worker_threads";
import type { Line } from "../../data/read-lines.ts";
import { answerLine } from "./answer-line.ts";
import type { BatchSettings } from "./batch-settings.ts";

const settings = workerData as BatchSettings;

parentPort?.on("message", (lines: readonly Line[]) => {
  for (const line of lines) parentPort?.postMessage(answerLine(line, settings, cpuMilliseconds));
});

/**
 * Of the whole process, since a thread alone is counted in ticks of the scheduler, of which most checks take less than
 * one. The other thread sleeps while this one checks.
 */
function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
