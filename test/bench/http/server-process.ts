import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { root } from "../../../scripts/workspaces.ts";

export type ServerUsage = { readonly cpu: number; readonly rss: number };

/** A server in a process of its own, so that what it uses can be told from what the requests cost. */
export type ServerProcess = {
  readonly port: number;
  /** From the start of the process to the line that says it listens, in milliseconds. */
  readonly startMs: number;
  usage(): Promise<ServerUsage>;
  stop(): Promise<void>;
};

export type ServerOptions = {
  /** A script, from the repository's root, and its arguments. */
  readonly script: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
};

/** Resolves once the server has printed the URL that it listens at. */
export async function startServer({ script, environment = {} }: ServerOptions): Promise<ServerProcess> {
  const preload = join(import.meta.dirname, "usage-by-message.ts");
  const began = performance.now();
  const child = spawn(process.execPath, ["--import", preload, ...script], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: "", LOG_LEVEL: "silent", ...environment },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const port = await portOf(child);
  return {
    port,
    startMs: performance.now() - began,
    usage: async () => {
      const answer = once(child, "message");
      child.send("usage");
      return (await answer)[0] as ServerUsage;
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
    },
  };
}

async function portOf(child: ChildProcess): Promise<number> {
  let said = "";
  child.stdout?.setEncoding("utf8");
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`the server ended with ${code} before it listened: ${said}`);
  });
  const told = (async () => {
    for await (const text of child.stdout ?? []) {
      said += text;
      const port = /http:\/\/127\.0\.0\.1:(\d+)\//.exec(said)?.[1];
      if (port !== undefined) return Number(port);
    }
    throw new Error(`the server never said where it listens: ${said}`);
  })();
  const port = await Promise.race([told, ended]);
  // From here on its end is no news, and a pipe that nobody reads would stop it.
  ended.catch(() => {});
  child.stdout?.resume();
  return port;
}
