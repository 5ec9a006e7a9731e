/** The other end of `waitForHyperjump`: runs in a thread of its own, where promises can be waited for. */
import { workerData } from "node:worker_threads";
import type { Json } from "@concordat/json";
import { askHyperjump } from "./hyperjump.ts";
import type { Judge } from "./judge.ts";
import type { ThreadAnswer, ThreadQuestion, ThreadStart } from "./waiting.ts";

const { port, signal } = workerData as ThreadStart;
let known: { readonly id: number; readonly judge: Promise<Judge> } | undefined;

port.on("message", async ({ id, set, value }: ThreadQuestion) => {
  if (known?.id !== id) known = { id, judge: askHyperjump(set) };
  port.postMessage(await answer(known.judge, value));
  Atomics.store(signal, 0, 1);
  Atomics.notify(signal, 0);
});

async function answer(judge: Promise<Judge>, value: Json): Promise<ThreadAnswer> {
  try {
    return { valid: (await judge)(value) };
  } catch (refusal) {
    return { refused: refusal instanceof Error ? refusal.message : String(refusal) };
  }
}
