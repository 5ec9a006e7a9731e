import { extname } from "node:path";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { Json } from "@concordat/json";
import type { Judge, SchemaSet } from "./judge.ts";

export type ThreadStart = { readonly port: MessagePort; readonly signal: Int32Array };
export type ThreadQuestion = { readonly id: number; readonly set: SchemaSet; readonly value: Json };
export type ThreadAnswer = { readonly valid: boolean } | { readonly refused: string };

/** Only so that a validator that hangs does not take its caller with it; it then has no opinion. */
const patienceMs = 20_000;

let thread: { readonly port: MessagePort; readonly signal: Int32Array } | undefined;
let asked = 0;

/**
 * Hyperjump answers in promises alone, and a verdict does not: so it is asked in a thread of its own, and waited for.
 * The thread starts with the first question, which is where two other validators disagree, and holds up no exit.
 */
export function waitForHyperjump(set: SchemaSet): Judge {
  asked += 1;
  const id = asked;
  return (value) => {
    const { port, signal } = started();
    Atomics.store(signal, 0, 0);
    port.postMessage({ id, set, value } satisfies ThreadQuestion);
    const outcome = Atomics.wait(signal, 0, 0, patienceMs);
    const answer = receiveMessageOnPort(port)?.message as ThreadAnswer | undefined;
    if (outcome === "timed-out" || answer === undefined) {
      thread = undefined;
      throw new Error("it does not answer");
    }
    if ("refused" in answer) throw new Error(answer.refused);
    return answer.valid;
  };
}

function started() {
  if (thread !== undefined) return thread;
  const { port1, port2 } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(4));
  // Built, this file and its neighbour end in `.js`.
  const worker = new Worker(new URL(`./hyperjump-thread${extname(import.meta.url)}`, import.meta.url), {
    workerData: { port: port2, signal } satisfies ThreadStart,
    transferList: [port2],
  });
  worker.unref();
  port1.unref();
  thread = { port: port1, signal };
  return thread;
}
