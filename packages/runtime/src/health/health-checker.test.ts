import { expect, test } from "vitest";
import { createFakeClock } from "../fakes/fake-clock.ts";
import type { HealthCheck } from "./health-check.ts";
import { createHealthChecker, type HealthCheckerOptions } from "./health-checker.ts";
import type { HealthLevel } from "./health-level.ts";

const is =
  (status: HealthLevel): HealthCheck =>
  () => ({ status });
const began = Date.UTC(2026, 0, 1);

function world(options: Partial<HealthCheckerOptions> = {}) {
  const clock = createFakeClock();
  return { clock, checker: createHealthChecker({ service: "my-service", clock, ...options }) };
}

test("before the first run nobody knows", () => {
  const { checker } = world({ checks: { redis: is("healthy") } });

  expect(checker.latest()).toEqual({
    service: "my-service",
    overallStatus: "unknown",
    checks: {},
    checkedAt: began,
    history: [],
  });
});

test("a run asks every check and says when and how long", async () => {
  const { clock, checker } = world();
  checker.addCheck("redis", async () => {
    await clock.sleep(40);
    return { status: "healthy", message: "PONG", details: { role: "primary" } };
  });
  const asked = checker.checkHealth();
  await clock.advance(40);

  expect(await asked).toEqual({
    service: "my-service",
    overallStatus: "healthy",
    checks: {
      redis: {
        status: "healthy",
        message: "PONG",
        details: { role: "primary" },
        latencyMs: 40,
        checkedAt: began + 40,
      },
    },
    checkedAt: began + 40,
    history: [],
  });
  expect(checker.latest()).toBe(await asked);
});

test("an added check appears in the summary, and one that is taken out does not", async () => {
  const { checker } = world({ checks: { redis: is("healthy") } });
  const remove = checker.addCheck("disk", is("unhealthy"), { critical: false });
  expect(await checker.checkHealth()).toMatchObject({
    overallStatus: "degraded",
    checks: { disk: { status: "unhealthy" } },
  });
  remove();

  expect(Object.keys((await checker.checkHealth()).checks)).toEqual(["redis"]);
});

test.each([
  [
    "throws",
    () => {
      throw new Error("no route");
    },
  ],
  [
    "rejects",
    async () => {
      throw new Error("no route");
    },
  ],
])("a check that %s has found something unhealthy", async (_, check) => {
  const { checker } = world({ checks: { redis: check as HealthCheck } });

  expect(await checker.checkHealth()).toMatchObject({
    overallStatus: "unhealthy",
    checks: { redis: { status: "unhealthy", message: "no route" } },
  });
});

test.each([[undefined], [{}], [{ status: "fine" }]])(
  "a check that answers %j does not pass for healthy",
  async (answer) => {
    const { checker } = world({ checks: { redis: (() => answer) as never } });

    expect(await checker.checkHealth()).toMatchObject({ overallStatus: "unhealthy" });
  },
);

test("a check without an answer in time is unknown, is told so, and holds up no other", async () => {
  const { clock, checker } = world({ checks: { other: is("healthy") } });
  let heard = false;
  checker.addCheck("redis", (signal) => {
    signal.addEventListener("abort", () => {
      heard = true;
    });
    return new Promise(() => {});
  });
  const asked = checker.checkHealth();
  await clock.advance(4_999);
  expect(heard).toBe(false);
  await clock.advance(1);

  expect(await asked).toMatchObject({
    overallStatus: "unknown",
    checks: {
      redis: { status: "unknown", message: "no answer within 5000 ms", latencyMs: 5_000 },
      other: { status: "healthy", latencyMs: 0 },
    },
  });
  expect(heard).toBe(true);
});

test("a check that has answered is not told later that nobody waits", async () => {
  const signals: AbortSignal[] = [];
  const { clock, checker } = world();
  checker.addCheck("redis", (signal) => {
    signals.push(signal);
    return { status: "healthy" };
  });
  await checker.checkHealth();
  await clock.advance(60_000);

  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
});

test("a check that hangs is not asked again before it has answered", async () => {
  const { clock, checker } = world();
  const answers: (() => void)[] = [];
  checker.addCheck(
    "redis",
    () => new Promise((resolve) => answers.push(() => resolve({ status: "healthy" }))),
  );
  void checker.checkHealth();
  await clock.advance(30_000);
  expect(await checker.checkHealth()).toMatchObject({
    checks: { redis: { status: "unknown", message: "still without an answer after 30000 ms" } },
  });
  expect(answers).toHaveLength(1);
  answers[0]?.();
  await clock.advance(0);
  const asked = checker.checkHealth();
  await clock.advance(0);
  answers[1]?.();

  expect(await asked).toMatchObject({ overallStatus: "healthy" });
});

test("runs that overlap are one", async () => {
  let runs = 0;
  const { clock, checker } = world();
  checker.addCheck("redis", async () => {
    runs += 1;
    await clock.sleep(10);
    return { status: "healthy" };
  });
  const both = Promise.all([checker.checkHealth(), checker.checkHealth()]);
  await clock.advance(10);
  const [one, other] = await both;

  expect(runs).toBe(1);
  expect(one).toBe(other);
});

test("once started it runs at once and then every 30 seconds, until it is stopped", async () => {
  const at: number[] = [];
  const { clock, checker } = world();
  checker.addCheck("redis", () => {
    at.push(clock.monotonic());
    return { status: "healthy" };
  });
  checker.start();
  checker.start();
  await clock.advance(90_000);
  expect(at).toEqual([0, 30_000, 60_000, 90_000]);
  await checker.stop();
  await checker.stop();
  await clock.advance(90_000);
  expect(at).toHaveLength(4);
  checker.start();
  await clock.advance(0);

  expect(at).toHaveLength(5);
});

test("stopping waits for the run that is under way", async () => {
  const { clock, checker } = world();
  checker.addCheck("redis", async () => {
    await clock.sleep(10);
    return { status: "healthy" };
  });
  checker.start();
  let isStopped = false;
  const stopped = checker.stop().then(() => {
    isStopped = true;
  });
  await clock.advance(9);
  expect(isStopped).toBe(false);
  await clock.advance(1);
  await stopped;

  expect(checker.latest().overallStatus).toBe("healthy");
});

test("the history keeps earlier summaries in short, latest first, and as many as it may", async () => {
  let status: HealthLevel = "healthy";
  const { clock, checker } = world({ historySize: 3, checks: { redis: () => ({ status }) } });
  checker.start();
  for (status of ["unhealthy", "degraded", "healthy", "healthy", "degraded"] as const)
    await clock.advance(30_000);

  expect(checker.latest().overallStatus).toBe("degraded");
  expect(checker.latest().history).toEqual([
    { overallStatus: "healthy", checkedAt: began + 120_000, failing: [] },
    { overallStatus: "healthy", checkedAt: began + 90_000, failing: [] },
    { overallStatus: "degraded", checkedAt: began + 60_000, failing: ["redis"] },
  ]);
});

test("by default a hundred are kept", async () => {
  const { checker } = world({ checks: { redis: is("healthy") } });
  for (let run = 0; run < 150; run += 1) await checker.checkHealth();

  expect(checker.latest().history).toHaveLength(100);
});

test.each([[{ intervalMs: 0 }], [{ timeoutMs: Number.NaN }], [{ historySize: -1 }]])(
  "options that make no sense are refused: %j",
  (options) => {
    const option = `health.${Object.keys(options)[0]}`;

    expect(() => world(options)).toThrow(
      expect.objectContaining({ params: expect.objectContaining({ option }) }),
    );
  },
);

test("taking out a check twice does not take out its successor", async () => {
  const { checker } = world();
  const remove = checker.addCheck("redis", is("unhealthy"));
  remove();
  checker.addCheck("redis", is("healthy"));
  remove();

  expect(await checker.checkHealth()).toMatchObject({ overallStatus: "healthy" });
});

test("a name is taken once", () => {
  const { checker } = world({ checks: { redis: is("healthy") } });

  expect(() => checker.addCheck("redis", is("healthy"))).toThrow(/"redis" twice/);
});
