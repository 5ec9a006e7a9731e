import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Usage } from "../contender.ts";
import type { Client } from "./client.ts";

/** A client that is measured in a process of its own; ready when this resolves. */
export async function remoteClient(file: string, name: string, url: string): Promise<Client> {
  const script = join(import.meta.dirname, "client-process.ts");
  const child = spawn(process.execPath, [script, file, name, url], {
    // kafkajs sets timers that are over already, and Node says so each time.
    env: { ...process.env, NODE_OPTIONS: "", NODE_NO_WARNINGS: "1" },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  await answerOf(child, name);
  return {
    name,
    async measure(iterations) {
      const answer = answerOf(child, name);
      child.send(iterations);
      return (await answer) as Usage;
    },
    async close() {
      if (child.exitCode !== null) return;
      const gone = once(child, "exit");
      child.disconnect();
      await gone;
    },
  };
}

/** The next thing that it says; rejects where it ends first. */
async function answerOf(child: ChildProcess, name: string): Promise<unknown> {
  const ended = new AbortController();
  const { signal } = ended;
  try {
    return await Promise.race([
      once(child, "message", { signal }).then(([answer]) => answer as unknown),
      once(child, "exit", { signal }).then(([code]) => {
        throw new Error(`"${name}" ended with ${code} while it was measured`);
      }),
    ]);
  } finally {
    ended.abort();
  }
}
