import { cannotBeHad } from "../errors.ts";
import type { Survives } from "../kind.ts";
import type { ServiceName } from "../kinds.ts";
import { kindOf } from "../kinds.ts";
import type { Facts } from "../supervise/instance.ts";
import { connectSupervisor, type Supervisor } from "./connect.ts";
import type { ExclusiveService, SharedService } from "./handle.ts";
import { createProxyHandle } from "./proxy.ts";
import { uniqueName } from "./unique-name.ts";

/** The part of a test's context that is used here; vitest's has it. */
export type TestScope = {
  readonly task: { readonly name: string };
  onTestFinished(cleanUp: () => Promise<void>): void;
  skip(note: string): void;
};

export type UseOptions = {
  /** An instance of one's own; default `false`. */
  readonly exclusive?: boolean;
  /** What it acknowledges is to outlive. Default `process-crash`, as everybody's instance; `power-loss` is for an instance of one's own. */
  readonly survives?: Survives;
  /** What was made for this test goes when it ends, and where the service cannot be had, the test is skipped aloud. */
  readonly test?: TestScope;
};

/**
 * A real service, installed on first use and running when this resolves.
 *
 * Without a test scope, what belongs to the caller alone (exclusive instances, proxies) goes when its process ends.
 *
 * @throws SERVICE_UNAVAILABLE, SERVICE_INSTALL_FAILED when it cannot be had; with a test scope that skips the test instead, unless
 * `CI` is `true`.
 */
export function useService<Name extends ServiceName>(
  name: Name,
  options: UseOptions & { readonly exclusive: true },
): Promise<ExclusiveService<Name>>;
export function useService<Name extends ServiceName>(
  name: Name,
  options?: TestScope | (UseOptions & { readonly exclusive?: false; readonly survives?: never }),
): Promise<SharedService<Name>>;
export async function useService(name: ServiceName, given: TestScope | UseOptions = {}): Promise<object> {
  const {
    exclusive = false,
    survives = "process-crash",
    test,
  }: UseOptions = "onTestFinished" in given ? { test: given } : given;
  return orSkip(test, async () => {
    const supervisor = await ourSupervisor(name);
    if (!exclusive) {
      const facts = await supervisor.call("ensure", { name, lifetime: "passing" }, announce(name));
      return createHandle({ facts }, supervisor, test);
    }
    const life = { facts: await supervisor.call("exclusive", { name, survives }, announce(name)) };
    // Not spread: the handle tells what is so now, and a copy would tell what was so then.
    const handle = Object.assign(createHandle(life, supervisor, test), createControls(life, supervisor));
    test?.onTestFinished(handle.release);
    return handle;
  });
}

async function orSkip<T>(test: TestScope | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (test && cannotBeHad(error)) skipAloud(test, error);
    throw error;
  }
}

/** Says why a test does not run; with `CI=true`, where a gap would go unseen, it returns and the test fails. */
export function skipAloud(test: Pick<TestScope, "skip">, why: Error): void {
  if (process.env.CI !== "true") test.skip(why.message);
}

let connection: Promise<Supervisor> | undefined;

/** One connection a process, made anew when it was lost. */
function ourSupervisor(name: ServiceName): Promise<Supervisor> {
  if (connection) return connection;
  const connecting = connectSupervisor(name);
  connection = connecting;
  const forget = () => {
    if (connection === connecting) connection = undefined;
  };
  connecting.then(({ lost }) => lost).then(forget, forget);
  return connecting;
}

/** An instance as it was last heard of: each life of it has another process. */
type Life = { facts: Facts };

function createHandle(life: Life, supervisor: Supervisor, test: TestScope | undefined) {
  const { id, name, ports, version } = life.facts;
  const kind = kindOf(name);
  const url = kind.url(ports);
  const nameFor = (prefix: string = test?.task.name ?? name) => uniqueName(prefix);
  return {
    name,
    host: "127.0.0.1",
    port: ports.main,
    url,
    get pid() {
      return life.facts.pid;
    },
    version,
    uniqueName: nameFor,
    through: () =>
      orSkip(test, async () => {
        const facts = await supervisor.call("openProxy", { id }, announce("toxiproxy"));
        const proxy = createProxyHandle(facts, supervisor);
        test?.onTestFinished(proxy.remove);
        return proxy;
      }),
    ...kind.extend({ url, ports, uniqueName: nameFor }),
  };
}

function createControls(life: Life, supervisor: Supervisor) {
  const { id, name } = life.facts;
  const act = (action: "kill9" | "pause" | "resume" | "restart") => async () => {
    life.facts = await supervisor.call("act", { id, action }, announce(name));
  };
  const [pause, resume] = [act("pause"), act("resume")];
  const release = async () => {
    await supervisor.call("release", { id });
  };
  return {
    kill9: act("kill9"),
    pause,
    resume,
    async whilePaused<Result>(work: () => Promise<Result>) {
      await pause();
      try {
        return await work();
      } finally {
        await resume();
      }
    },
    restart: act("restart"),
    release,
    [Symbol.asyncDispose]: release,
  };
}

/** An installation can take a minute, and silence for a minute looks like a hang. */
function announce(name: ServiceName): (text: string) => void {
  return (text) => console.error(`services: ${name}: ${text}`);
}
