import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { describeWithService } from "./describe-with-service.ts";
import { type Child, startChild } from "./fixtures/child.ts";
import type { Held } from "./fixtures/hold-service.ts";
import { createIsolatedRun, type IsolatedRun } from "./fixtures/isolated-run.ts";
import { hasEnded, identifyProcess, isRunning, type ProcessId, signalProcess } from "./os/processes.ts";
import { waitUntil } from "./os/wait-until.ts";
import { runFolderVariable } from "./paths.ts";
import { portVariable } from "./ports.ts";

const patience = 60_000;

/** Redis, because it starts in no time; what is shown here holds for every service. It is installed by then. */
describeWithService("redis", () => {
  let run: IsolatedRun;
  beforeEach(async () => {
    run = await createIsolatedRun();
  });
  afterEach(() => run.remove());

  test("an owner that is killed takes its supervisor, the warden and the service along", {
    timeout: patience,
  }, async () => {
    const owner = start("./hold-service.ts", "redis");
    const everybody = processesOf(await owner.says<Held>());
    expect(everybody.map(isRunning)).toEqual([true, true, true]);

    await owner.kill9();

    await allGone(everybody);
  });

  test("a supervisor that is killed leaves nobody behind, because the warden sees to it", {
    timeout: patience,
  }, async () => {
    const owner = start("./hold-service.ts", "redis");
    const [service, supervisor, warden] = processesOf(await owner.says<Held>());

    signalProcess(supervisor, "SIGKILL");

    await allGone([service, supervisor, warden]);
    await owner.leave();
  });

  test("a successor ends what a killed supervisor and a killed warden left", {
    timeout: patience,
  }, async () => {
    const first = start("./hold-service.ts", "redis");
    const [orphan, supervisor, warden] = processesOf(await first.says<Held>());
    // Stopped first, so that neither can see that the other is gone.
    for (const id of [supervisor, warden]) signalProcess(id, "SIGSTOP");
    for (const id of [warden, supervisor]) signalProcess(id, "SIGKILL");
    await allGone([supervisor, warden]);
    expect(isRunning(orphan)).toBe(true);

    const second = start("./hold-service.ts", "redis");
    const [service] = processesOf(await second.says<Held>());

    await allGone([orphan]);
    expect(isRunning(service)).toBe(true);
    await first.leave();
    await second.leave();
    await allGone([service]);
  });

  test("a warden that is killed is replaced, and its successor knows whom it guards", {
    timeout: patience,
  }, async () => {
    const owner = start("./hold-service.ts", "redis");
    const [service, supervisor, warden] = processesOf(await owner.says<Held>());
    signalProcess(warden, "SIGKILL");
    await allGone([warden]);
    let successor: ProcessId | undefined;
    const isReplaced = async () => {
      const visitor = start("./hold-service.ts", "redis");
      successor = identifyProcess((await visitor.says<Held>()).warden ?? 0);
      await visitor.leave();
      return successor !== undefined && successor.pid !== warden.pid;
    };
    expect(await waitUntil(isReplaced, { within: 30_000 })).toBe(true);

    signalProcess(supervisor, "SIGKILL");

    await allGone([service, supervisor, ...(successor ? [successor] : [])]);
    await owner.leave();
  });

  test("a test run's main process keeps what its workers used, until it ends", {
    timeout: patience,
  }, async () => {
    const main = start("./own-services.ts");
    const everybody = processesOf(await main.says<Held>());
    // The worker that started all this has ended already.
    expect(everybody.map(isRunning)).toEqual([true, true, true]);

    await main.leave();

    const [service, supervisor, warden] = everybody;
    expect([service, warden].filter(isRunning)).toEqual([]);
    // Its leaving is what the main process waited for, and it takes a moment from there.
    await allGone([supervisor]);
    expect(readdirSync(folder()).filter((name) => /^(owner|passing|children)/.test(name))).toEqual([]);
  });

  test("a test run's main process that is killed leaves nobody behind", { timeout: patience }, async () => {
    const main = start("./own-services.ts");
    const everybody = processesOf(await main.says<Held>());

    await main.kill9();

    await allGone(everybody);
    expect(readdirSync(folder()).filter((name) => /^(owner|passing|children)/.test(name))).toEqual([]);
  });

  test("an exclusive instance ends with the process that asked for it, and the shared one stays", {
    timeout: patience,
  }, async () => {
    const sharing = start("./hold-service.ts", "redis");
    const [shared] = processesOf(await sharing.says<Held>());
    const alone = start("./hold-service.ts", "redis", "exclusive");
    const [exclusive] = processesOf(await alone.says<Held>());
    expect(exclusive.pid).not.toBe(shared.pid);

    await alone.kill9();

    await allGone([exclusive]);
    expect(isRunning(shared)).toBe(true);
    await sharing.leave();
    await allGone([shared]);
  });

  test("processes that ask at the same moment get one supervisor and one service", {
    timeout: patience,
  }, async () => {
    const askers = Array.from({ length: 4 }, () => start("./hold-service.ts", "redis"));
    const answers = await Promise.all(askers.map((asker) => asker.says<Held>()));
    const everybody = processesOf(answers[0]);

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    await Promise.all(askers.map((asker) => asker.leave()));
    await allGone(everybody);
  });

  test("whoever asks while a supervisor is closing gets the next one", { timeout: patience }, async () => {
    for (const round of [1, 2, 3]) {
      const owner = start("./hold-service.ts", "redis");
      const [service] = processesOf(await owner.says<Held>());
      expect(isRunning(service), `round ${round}`).toBe(true);
      await owner.kill9();
    }
  });

  test("a supervisor whose folder was removed ends, since nobody could tell it to", {
    timeout: patience,
  }, async () => {
    const owner = start("./hold-service.ts", "redis");
    const everybody = processesOf(await owner.says<Held>());

    rmSync(folder(), { recursive: true });

    await allGone(everybody);
    await owner.leave();
  });

  test("a stranger on the port is left in peace, and named", { timeout: patience }, async () => {
    const port = Number(run.env[portVariable("redis", "main")]);
    const stranger = createServer().listen(port, "127.0.0.1");
    onTestFinished(() => void stranger.close());
    await once(stranger, "listening");

    const { status, stderr } = await services("up", "redis");

    expect(status).toBe(7);
    expect(stderr).toContain(
      `error[SERVICE_PORT_TAKEN]: port ${port}, which redis needs, is served by another process`,
    );
    expect(stderr).toContain("CONCORDAT_REDIS_PORT");
    expect(stranger.listening).toBe(true);
  });

  test("up stays until down, and its data beyond", { timeout: patience }, async () => {
    const up = await services("up", "redis");
    expect(up.stdout).toMatch(/^redis: redis:\/\/127\.0\.0\.1:\d+ \(native, pid \d+\)\n$/);
    const pid = Number(/pid (\d+)/.exec(up.stdout)?.[1]);
    const service = identifyProcess(pid);
    expect((await services("status", "redis")).stdout).toMatch(
      new RegExp(`^redis +running +\\d+ +${pid} `, "m"),
    );

    const down = await services("down");

    expect(down.status).toBe(0);
    expect(service && isRunning(service)).toBe(false);
    expect((await services("status", "redis")).stdout).toMatch(/^redis +stopped/m);
    expect(existsSync(join(folder(), "data", "redis", "appendonlydir"))).toBe(true);
    expect((await services("logs", "redis")).stdout).toContain("Ready to accept connections");
  });

  test("reset empties the data and starts anew what ran", { timeout: patience }, async () => {
    const before = await services("up", "redis");
    const reset = await services("reset", "redis");
    const after = await services("up", "redis");

    expect(reset).toMatchObject({ status: 0, stdout: "redis: empty\n" });
    expect(after.stdout).not.toBe(before.stdout);
    await services("down");
    await services("reset", "redis");
    expect(existsSync(join(folder(), "data", "redis"))).toBe(false);
  });

  test("a service that ends while it starts is reported with its last words", {
    timeout: patience,
  }, async () => {
    await services("up", "redis");
    await services("down");
    writeFileSync(join(folder(), "data", "redis", "appendonlydir", "appendonly.aof.manifest"), "nonsense");

    const { status, stderr } = await services("up", "redis");

    expect(status).toBe(1);
    expect(stderr).toContain("error[SERVICE_START_FAILED]: redis did not start: its process ended\n    ");
    expect(stderr).toMatch(/manifest|append only/i);
    expect((await services("down")).stderr).toContain("nothing runs");
  });

  function start(fixture: string, ...args: readonly string[]): Child {
    const child = startChild(fixture, args, run.env);
    onTestFinished(() => void child.process.kill("SIGKILL"));
    return child;
  }

  function folder(): string {
    return run.env[runFolderVariable] ?? "";
  }

  async function services(...args: readonly string[]) {
    const main = fileURLToPath(new URL("./main.ts", import.meta.url));
    const child = spawn(process.execPath, [main, ...args], { env: { ...process.env, ...run.env } });
    const [stdout, stderr, [status]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, "close"),
    ]);
    return { status: status as number, stdout, stderr };
  }
});

/** The service, its supervisor and its warden. */
function processesOf(held: Held | undefined): readonly [ProcessId, ProcessId, ProcessId] {
  const [service, supervisor, warden] = [held?.service, held?.supervisor, held?.warden].map((pid) =>
    identifyProcess(pid ?? 0),
  );
  if (!service || !supervisor || !warden) throw new Error(`not everybody is there: ${JSON.stringify(held)}`);
  return [service, supervisor, warden];
}

async function allGone(processes: readonly ProcessId[]): Promise<void> {
  const gone = await Promise.all(processes.map((id) => hasEnded(id, 30_000)));
  expect(gone).toEqual(processes.map(() => true));
}
