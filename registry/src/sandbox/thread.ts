/** Inside of a sandbox: does one job after the other, and may be killed over any of them. */
import { parentPort } from "node:worker_threads";
import { carried } from "./carried-error.ts";
import { type JobName, jobs } from "./jobs.ts";
import type { FromThread, ThreadNews, ToThread } from "./messages.ts";

parentPort?.on("message", async ({ name, question }: ToThread) => post(await answer(name, question)));
post({ ready: true });

async function answer(name: JobName, question: unknown): Promise<ThreadNews> {
  try {
    // The caller's side has the types; on the way here they are lost.
    const job = jobs[name] as (question: unknown) => unknown;
    return { answer: await job(question) };
  } catch (error) {
    return { error: carried(error) };
  }
}

function post(news: ThreadNews): void {
  const { user, system } = process.threadCpuUsage();
  parentPort?.postMessage({ ...news, cpuMs: (user + system) / 1000 } satisfies FromThread);
}
