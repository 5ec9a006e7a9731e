import { registryErrors } from "../errors.ts";
import type { Answer, JobName, Question } from "./jobs.ts";
import { createSandboxThread, type ThreadJob } from "./sandbox-thread.ts";

export type SandboxOptions = {
  /** How many threads at most. They start when they are needed. Default 2. */
  readonly threads?: number;
  /** How long a job may take, unless it says otherwise. Default 2000. */
  readonly timeLimitMs?: number;
  /** How large the heap of a thread may become. Default 256. */
  readonly memoryMb?: number;
  /** How many jobs may wait. Default 128. */
  readonly maxWaiting?: number;
  /** After how long without any job the threads are let go. Default 60 000. */
  readonly restAfterMs?: number;
};

/** Where whatever strangers sent is thought about: in threads with a limit of time and of memory, which the process survives. */
export type Sandbox = {
  /**
   * Does a job in a thread. Question and answer are plain data, and copied.
   *
   * Throws what the job throws with a code; LIMIT_TIME and LIMIT_MEMORY where it went too far, which costs the thread and
   * nothing else; SANDBOX_BUSY where too many jobs wait, SANDBOX_CLOSED after `close`.
   */
  run<Name extends JobName>(
    name: Name,
    question: Question<Name>,
    options?: { readonly timeLimitMs?: number },
  ): Promise<Answer<Name>>;
  /** For those who watch: how much is to do, and how many threads a job took along. */
  readonly figures: { readonly running: number; readonly waiting: number; readonly killed: number };
  /** Ends all threads; jobs that are not done are refused with SANDBOX_CLOSED. May be called twice. */
  close(): Promise<void>;
};

export function createSandbox({
  threads: count = 2,
  timeLimitMs = 2000,
  memoryMb = 256,
  maxWaiting = 128,
  restAfterMs = 60_000,
}: SandboxOptions = {}): Sandbox {
  const waiting: ThreadJob[] = [];
  let killed = 0;
  let isClosed = false;
  let rest: NodeJS.Timeout | undefined;

  const startNext = () => {
    const free = threads.find(({ isBusy }) => !isBusy);
    const job = free && waiting.shift();
    if (job !== undefined) free?.start(job);
    else if (threads.every(({ isBusy }) => !isBusy)) restLater();
  };
  const restLater = () => {
    clearTimeout(rest);
    if (isClosed) return;
    rest = setTimeout(() => {
      for (const thread of threads) thread.rest();
    }, restAfterMs).unref();
  };
  const threads = Array.from({ length: count }, () => createSandboxThread({ memoryMb, onFree: startNext }));

  return {
    run(name, question, options = {}) {
      if (isClosed) return Promise.reject(registryErrors.SANDBOX_CLOSED());
      if (waiting.length >= maxWaiting)
        return Promise.reject(registryErrors.SANDBOX_BUSY({ waiting: waiting.length }));
      clearTimeout(rest);
      return new Promise<unknown>((resolve, reject) => {
        const refuse = (error: unknown) => {
          if (isKill(error)) killed += 1;
          reject(error);
        };
        waiting.push({
          name,
          question,
          timeLimitMs: options.timeLimitMs ?? timeLimitMs,
          resolve,
          reject: refuse,
        });
        startNext();
      }) as Promise<Answer<typeof name>>;
    },
    get figures() {
      return { running: threads.filter(({ isBusy }) => isBusy).length, waiting: waiting.length, killed };
    },
    async close() {
      isClosed = true;
      clearTimeout(rest);
      const closed = registryErrors.SANDBOX_CLOSED();
      for (const { reject } of waiting.splice(0)) reject(closed);
      await Promise.all(threads.map((thread) => thread.close(closed)));
    },
  };
}

const kills = new Set(["LIMIT_TIME", "LIMIT_MEMORY"]);

function isKill(error: unknown): boolean {
  return kills.has((error as { readonly code?: string }).code ?? "");
}
