/** Answers every line with its number, and dies of those that ask for it: of an error, of an exit, of its memory. */
import type { Line } from "../../../data/read-lines.ts";

process.on("message", (line: Line) => {
  if (!("number" in line)) return;
  const { input = "" } = line as { input?: string };
  if (input.includes("throw")) throw new Error("no luck");
  if (input.includes("exit")) process.exit(3);
  if (input.includes("memory")) for (const kept: number[][] = []; ; ) kept.push(new Array(100_000).fill(0.5));
  process.send?.({ kind: "compatible", text: `${line.number}\n` });
});
process.on("disconnect", () => process.exit());
