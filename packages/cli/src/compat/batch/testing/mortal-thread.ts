/** Answers every line with its number, and dies of those that ask for it: of an error, of an exit, of its memory. */
import { parentPort } from "node:worker_threads";
import type { Line } from "../../../data/read-lines.ts";

parentPort?.on("message", (lines: readonly Line[]) => {
  for (const line of lines) {
    const { input = "" } = line as { input?: string };
    if (input.includes("throw")) throw new Error("no luck");
    if (input.includes("exit")) process.exit(3);
    if (input.includes("memory"))
      for (const kept: number[][] = []; ; ) kept.push(new Array(10_000).fill(0.5));
    parentPort?.postMessage({ kind: "compatible", text: `${line.number}\n` });
  }
});
