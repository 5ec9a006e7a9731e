import { fileURLToPath } from "node:url";
import { serviceErrors } from "../errors.ts";
import { runProgram } from "../os/programs.ts";
import { digest, logFile, runFolder } from "../paths.ts";
import { portVariable } from "../ports.ts";
import type { Engine, Order } from "./engine.ts";
import type { Register } from "./register.ts";
import { startProcess } from "./running-process.ts";

export const composeFile = fileURLToPath(new URL("../../compose.yaml", import.meta.url));

/** Long enough for an engine that wakes up, short enough to wait for where there is none. */
const patience = 3_000;

/** Whether an engine is there, and Compose with it. */
export async function hasDocker(): Promise<boolean> {
  const signal = AbortSignal.timeout(patience);
  const answers = await Promise.all([
    runProgram("docker", ["info"], { signal }),
    runProgram("docker", ["compose", "version"], { signal }),
  ]);
  return answers.every(({ ok }) => ok);
}

/**
 * Runs services by Compose, each in a project of its own, so that an exclusive instance is the same service again with other
 * ports and another volume.
 *
 * What stands for the container here is the process that follows its log: it ends when the container does.
 */
export function createDockerEngine(register: Register, signal: AbortSignal): Engine {
  return {
    how: "docker",
    dataFolder: () => "in a volume",
    wipe: (order) => compose(order, ["down", "--volumes"]),
    async start(order, say) {
      if (order.survives === "power-loss")
        throw serviceErrors.SERVICE_UNAVAILABLE({
          name: order.name,
          reason: "in a container it syncs as compose.yaml says",
          remedy: "set CONCORDAT_SERVICES=native",
        });
      say("starting its container");
      const down = order.lifetime === "kept" ? ["down"] : ["down", "--volumes"];
      const untrack = register.track({ command: ["docker", ...base(order), ...down] });
      try {
        await compose(order, ["up", "--detach", order.name], signal);
      } catch (error) {
        // An interrupted start may have got as far as a container.
        await compose(order, down).catch(() => undefined);
        untrack();
        throw error;
      }
      const log = await startProcess(
        {
          program: "docker",
          args: [...base(order), "logs", "--follow", "--no-log-prefix", order.name],
          env: environment(order),
        },
        { version: order.kind.version, register, log: logFile(order.id), stopSignal: "SIGTERM" },
      );
      return {
        ...log,
        pid: undefined,
        ended: log.ended.then(untrack),
        async stop() {
          // Without --volumes: an instance that restarts keeps its data, and `wipe` is there for the end.
          await compose(order, ["down"]);
          await log.ended;
        },
        async kill9() {
          await compose(order, ["kill", "--signal", "SIGKILL", order.name]);
          await log.ended;
        },
        pause: () => compose(order, ["pause", order.name]),
        resume: () => compose(order, ["unpause", order.name]),
      };
    },
  };
}

async function compose(order: Order, args: readonly string[], signal?: AbortSignal): Promise<void> {
  const { ok, output } = await runProgram("docker", [...base(order), ...args], {
    env: environment(order),
    ...(signal && { signal }),
  });
  if (ok) return;
  const why = `docker compose ${args[0]} failed`;
  throw serviceErrors.SERVICE_START_FAILED({ name: order.name, why, log: output });
}

function base(order: Order): readonly string[] {
  const project = `concordat-${digest(runFolder())}-${order.id}`;
  return ["compose", "--file", composeFile, "--project-name", project];
}

function environment({ name, ports }: Order): Record<string, string> {
  return Object.fromEntries(
    Object.entries(ports).map(([port, number]) => [portVariable(name, port), String(number)]),
  );
}
