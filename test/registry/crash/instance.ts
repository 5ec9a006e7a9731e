import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A registry as a process of its own, which may be killed and started again on the same port. */
export type Instance = {
  readonly url: string;
  /** Resolves once it is gone; throws if it ended by itself before. */
  kill9(): Promise<void>;
  /** Resolves once it answers. */
  start(): Promise<void>;
  stop(): Promise<void>;
};

const program = join(import.meta.dirname, "..", "..", "..", "registry", "src", "main.ts");

export async function startInstance(
  port: number,
  store: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Instance> {
  let child: ChildProcess | undefined;

  async function end(signal: "SIGKILL" | "SIGTERM"): Promise<unknown> {
    const ending = child;
    child = undefined;
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null)
      return ending?.signalCode ?? ending?.exitCode;
    const ended = once(ending, "exit");
    ending.kill(signal);
    const [code, by] = await ended;
    return by ?? code;
  }

  const instance: Instance = {
    url: `http://127.0.0.1:${port}`,
    async kill9() {
      const how = await end("SIGKILL");
      if (how !== "SIGKILL") throw new Error(`it was to be killed, and ended with ${how}`);
    },
    async start() {
      const args = [program, "--port", `${port}`, "--empty", "--log-level", "fatal", ...store];
      const started = spawn(process.execPath, args, {
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, ...environment },
      });
      const words: string[] = [];
      started.stderr.setEncoding("utf8").on("data", (text: string) => words.push(text));
      child = started;
      const announced = once(createInterface({ input: started.stdout }), "line");
      await Promise.race([announced, once(started, "exit")]);
      if (started.exitCode !== null) throw new Error(`it did not start: ${words.join("")}`);
    },
    async stop() {
      await end("SIGTERM");
    },
  };
  await instance.start();
  return instance;
}
