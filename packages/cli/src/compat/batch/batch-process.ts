/**
 * The process that compares. Alone, so that the one which reads and writes stays awake for an interrupt, and so that an
 * engine that runs out of memory takes nothing but its own process along. A thread would not do: V8 ends the whole
 * process when an allocation does not fit in what a thread may still have.
 */
import type { Line } from "../../data/read-lines.ts";
import { answerLine } from "./answer-line.ts";
import type { BatchSettings } from "./batch-settings.ts";

let settings: BatchSettings | undefined;

process.on("message", (message: BatchSettings | Line) => {
  if (settings === undefined) settings = message as BatchSettings;
  else process.send?.(answerLine(message as Line, settings, cpuMilliseconds));
});
// The terminal sends an interrupt to both; the other process decides what becomes of it.
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit());

function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
