import { readFileSync, rmSync } from "node:fs";
import { serviceErrors } from "../errors.ts";
import type { ServiceName } from "../kinds.ts";
import { waitUntil } from "../os/wait-until.ts";
import { logFile } from "../paths.ts";
import { type Ports, requireFreePorts } from "../ports.ts";
import type { Engine, Order, Running } from "./engine.ts";

export type State = "stopped" | "starting" | "running" | "paused" | "killed" | "crashed";

/** What a handle and `status` know of an instance; travels as JSON. */
export type Facts = {
  readonly id: string;
  readonly name: ServiceName;
  readonly state: State;
  readonly ports: Ports;
  readonly pid?: number;
  readonly version?: string;
  readonly how: Engine["how"];
  readonly dataFolder: string;
};

/**
 * One service with its data, through all its lives.
 *
 * Calls are carried out one after another, in the order in which they came, each resolving when it is done; so two tests that
 * ask for the same service start it once.
 */
export type Instance = {
  facts(): Facts;
  /** Starts it unless it runs; resolves when it answers its protocol. A paused one stays paused. */
  ensure(say: Say): Promise<void>;
  restart(say: Say): Promise<void>;
  kill9(): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
  /** Stops it and removes its data. */
  wipe(): Promise<void>;
};

export type Say = (text: string) => void;

/** A cold JVM on a busy machine with two cores needs a tenth of this. */
const patience = 90_000;

/** `signal` says that the supervisor closes: then nobody waits for a start any more. */
export function createInstance(order: Order, engine: Engine, signal: AbortSignal): Instance {
  const { id, name, kind, ports } = order;
  let running: Running | undefined;
  let state: State = "stopped";
  let last: Promise<unknown> = Promise.resolve();
  rmSync(logFile(id), { force: true });

  const inOrder = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
  const alive = () => (running?.hasEnded() ? undefined : running);

  async function start(say: Say): Promise<void> {
    state = "starting";
    try {
      if (signal.aborted) throw startFailed(order, "the supervisor is closing");
      // The port of its proxy is one that it tells its clients, and that toxiproxy serves.
      const { proxy: _proxy, ...own } = ports;
      await requireFreePorts(name, own);
      const started = await engine.start(order, say);
      running = started;
      void started.ended.then(() => {
        if (running === started && (state === "running" || state === "paused")) state = "crashed";
      });
      const settled = async () => started.hasEnded() || signal.aborted || (await kind.isReady(ports));
      const inTime = await waitUntil(settled, { within: patience });
      if (signal.aborted) throw startFailed(order, "the supervisor is closing");
      if (started.hasEnded()) throw startFailed(order, "its process ended");
      if (!inTime) throw startFailed(order, `it did not answer within ${patience / 1_000} seconds`);
      state = "running";
    } catch (error) {
      await alive()?.kill9();
      state = "stopped";
      throw error;
    }
  }

  async function stop(): Promise<void> {
    const current = alive();
    // Set first, so that the end which follows is not taken for a crash.
    state = "stopped";
    await current?.stop();
  }

  return {
    facts() {
      const pid = alive()?.pid;
      return {
        id,
        name,
        state,
        ports,
        ...(pid !== undefined && { pid }),
        ...(running && { version: running.version }),
        how: engine.how,
        dataFolder: engine.dataFolder(order),
      };
    },
    ensure: (say) => inOrder(async () => void (alive() ?? (await start(say)))),
    restart: (say) =>
      inOrder(async () => {
        await stop();
        await start(say);
      }),
    kill9: () =>
      inOrder(async () => {
        state = "killed";
        await alive()?.kill9();
      }),
    pause: () =>
      inOrder(async () => {
        await alive()?.pause();
        if (alive()) state = "paused";
      }),
    resume: () =>
      inOrder(async () => {
        await alive()?.resume();
        if (alive()) state = "running";
      }),
    stop: () => inOrder(stop),
    wipe: () =>
      inOrder(async () => {
        await stop();
        await engine.wipe(order);
      }),
  };
}

function startFailed({ id, name }: Order, why: string): Error {
  return serviceErrors.SERVICE_START_FAILED({ name, why, log: tail(logFile(id), 20) });
}

/** The last lines of a log; nothing when there is none. */
export function tail(file: string, lines: number): string {
  try {
    return readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
  } catch {
    return "";
  }
}
