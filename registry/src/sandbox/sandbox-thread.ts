import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { ConcordatError } from "@concordat/errors";
import { registryErrors } from "../errors.ts";
import { uncarried } from "./carried-error.ts";
import type { FromThread, ToThread } from "./messages.ts";

export type ThreadJob = ToThread & {
  readonly timeLimitMs: number;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * One thread, from outside. It does one job at a time, and a job that goes too far takes it along.
 *
 * Time is what the thread works, not what passes: on a busy machine nothing is ended that would be fine on another.
 */
export type SandboxThread = {
  /** Only where no job is under way. The thread starts with its first job. */
  start(job: ThreadJob): void;
  readonly isBusy: boolean;
  /** Lets go of the memory; the next job starts it anew. */
  rest(): void;
  close(reason: ConcordatError): Promise<void>;
};

export type ThreadOptions = {
  readonly memoryMb: number;
  /** A job is answered, whichever way, and the thread is free. */
  readonly onFree: () => void;
};

/** Loading the code takes part of a second, more on a busy machine; what takes this long does not work. */
const startLimitMs = 60_000;

/** What of the heap is young; small, since it counts on top of the limit. */
const youngMb = 16;

/** A job that others keep from its processor may last so many times as long; so may one that waits for a thread of its own. */
const patience = 10;

/** What the thread has worked in all, in milliseconds; endless where it does not even say. */
async function cpuOf(worker: Worker | undefined, waitMs: number): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<number>((resolve) => {
    timer = setTimeout(resolve, waitMs, Number.POSITIVE_INFINITY);
  });
  const told = worker?.cpuUsage().then(
    ({ user, system }) => (user + system) / 1000,
    () => Number.POSITIVE_INFINITY,
  );
  const cpu = await Promise.race([silence, ...(told ? [told] : [])]);
  clearTimeout(timer);
  return cpu;
}

export function createSandboxThread({ memoryMb, onFree }: ThreadOptions): SandboxThread {
  let worker: Worker | undefined;
  let isReady = false;
  let current: ThreadJob | undefined;
  let timer: NodeJS.Timeout | undefined;
  /** What the thread had worked in all, when it was last heard of. */
  let cpuMs = 0;

  const settle = (how: (job: ThreadJob) => void) => {
    const job = current;
    current = undefined;
    clearTimeout(timer);
    // An idle thread holds up no exit.
    worker?.unref();
    if (job !== undefined) how(job);
    onFree();
  };
  const kill = (error: ConcordatError) => {
    const killed = worker;
    worker = undefined;
    isReady = false;
    settle((job) => job.reject(error));
    return killed?.terminate();
  };
  const startWithin = (milliseconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => kill(registryErrors.SANDBOX_FAULT()), milliseconds);
  };
  const watch = (job: ThreadJob, watched: Worker | undefined) => {
    const limit = job.timeLimitMs;
    const [cpuBefore, begun] = [cpuMs, performance.now()];
    const look = async () => {
      const spent = (await cpuOf(watched, limit)) - cpuBefore;
      if (current !== job) return;
      const isOver = spent >= limit || performance.now() - begun >= patience * limit;
      if (isOver) void kill(registryErrors.LIMIT_TIME({ work: job.name, milliseconds: limit }));
      else lookAfter(limit - spent);
    };
    const lookAfter = (milliseconds: number) => {
      clearTimeout(timer);
      timer = setTimeout(look, Math.max(milliseconds, 1));
    };
    lookAfter(limit);
  };
  const send = (job: ThreadJob) => {
    const { name, question } = job;
    watch(job, worker);
    try {
      worker?.postMessage({ name, question } satisfies ToThread);
    } catch (error) {
      // Not plain data: nothing was sent.
      settle((job) => job.reject(error));
    }
  };

  const spawn = (): Worker => {
    // Built, this file and its neighbour end in `.js`.
    const file = new URL(`./thread${extname(import.meta.url)}`, import.meta.url);
    const spawned = new Worker(file, {
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: youngMb },
    });
    spawned.on("message", (message: FromThread) => {
      if (spawned !== worker) return;
      cpuMs = message.cpuMs;
      if ("ready" in message) {
        isReady = true;
        if (current !== undefined) send(current);
      } else if ("error" in message) settle((job) => job.reject(uncarried(message.error)));
      else settle((job) => job.resolve(message.answer));
    });
    spawned.on("error", (cause: NodeJS.ErrnoException) => {
      if (spawned !== worker) return;
      const isMemory = cause.code === "ERR_WORKER_OUT_OF_MEMORY";
      const work = current?.name ?? "start";
      kill(
        isMemory
          ? registryErrors.LIMIT_MEMORY({ work, megabytes: memoryMb })
          : registryErrors.SANDBOX_FAULT(undefined, { cause }),
      );
    });
    spawned.on("exit", () => {
      if (spawned === worker) kill(registryErrors.SANDBOX_FAULT());
    });
    return spawned;
  };

  return {
    start(job) {
      current = job;
      worker ??= spawn();
      worker.ref();
      if (isReady) send(job);
      else startWithin(startLimitMs);
    },
    get isBusy() {
      return current !== undefined;
    },
    rest() {
      if (current !== undefined) return;
      const idle = worker;
      worker = undefined;
      isReady = false;
      void idle?.terminate();
    },
    async close(reason) {
      await kill(reason);
    },
  };
}
