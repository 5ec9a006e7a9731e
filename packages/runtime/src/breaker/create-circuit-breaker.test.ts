import fc from "fast-check";
import { expect, test } from "vitest";
import { nextUncaught } from "../failure/testing/next-uncaught.ts";
import { createFakeClock } from "../fakes/fake-clock.ts";
import { type CircuitBreaker, type CircuitChange, createCircuitBreaker } from "./create-circuit-breaker.ts";

type Options = Partial<Parameters<typeof createCircuitBreaker>[0]>;

function breakerOf(options: Options = {}) {
  const clock = createFakeClock();
  const breaker = createCircuitBreaker({ clock, name: "billing", ...options });
  const changes: CircuitChange[] = [];
  breaker.onChange((change) => changes.push(change));
  return { clock, breaker, changes };
}

function enter(breaker: CircuitBreaker): number {
  const token = breaker.tryEnter();
  if (token === undefined) throw new Error(`refused while ${breaker.state}`);
  return token;
}
const succeed = (breaker: CircuitBreaker) => breaker.succeed(enter(breaker));
const fail = (breaker: CircuitBreaker, times = 1) => {
  for (let time = 0; time < times; time += 1) breaker.fail(enter(breaker));
};

/** A breaker that opened `elapsed` milliseconds ago. */
async function opened(elapsed = 0, options: Options = {}) {
  const world = breakerOf(options);
  fail(world.breaker, 5);
  await world.clock.advance(elapsed);
  return world;
}

test("closed: everything is let through, and four failures in a row change nothing", () => {
  const { breaker, changes } = breakerOf();
  fail(breaker, 4);
  succeed(breaker);
  fail(breaker, 4);

  expect([breaker.state, changes]).toEqual(["closed", []]);
});

test("closed → open: by default the fifth failure in a row", () => {
  const { breaker, changes } = breakerOf();
  fail(breaker, 5);

  expect(breaker.state).toBe("open");
  expect(changes).toEqual([{ name: "billing", from: "closed", to: "open", because: "failures in a row" }]);
});

test("closed → open: half of ten calls in a minute, though never five in a row", () => {
  const { breaker, changes } = breakerOf();
  for (let pair = 0; pair < 4; pair += 1) {
    succeed(breaker);
    fail(breaker);
  }
  succeed(breaker);
  expect(breaker.state).toBe("closed");
  fail(breaker);

  expect([breaker.state, changes[0]?.because]).toEqual(["open", "failure rate"]);
});

test("closed: less than half, or fewer than ten calls, or calls of long ago do not open it", async () => {
  const { clock, breaker } = breakerOf();
  for (let round = 0; round < 100; round += 1) {
    fail(breaker);
    succeed(breaker);
    succeed(breaker);
  }
  await clock.advance(60_000);
  for (let pair = 0; pair < 4; pair += 1) {
    fail(breaker);
    succeed(breaker);
  }
  await clock.advance(60_000);
  fail(breaker, 2);

  expect(breaker.state).toBe("closed");
});

test("open: every call is refused at once, and is told how long", async () => {
  const { breaker } = await opened(12_000);

  expect(breaker.tryEnter()).toBeUndefined();
  expect(breaker.refusal()).toMatchObject({
    code: "CIRCUIT_OPEN",
    params: { breaker: "billing", retryAfterMs: 18_000 },
  });
});

test("open → half-open: when the open time is over, and not a millisecond earlier", async () => {
  const { clock, breaker, changes } = await opened(29_999);
  expect(breaker.state).toBe("open");
  await clock.advance(1);

  expect(breaker.state).toBe("half-open");
  expect(changes.at(-1)).toMatchObject({ from: "open", to: "half-open", because: "time is over" });
});

test("half-open: exactly three calls are let through, and the rest is refused", async () => {
  const { breaker } = await opened(30_000);
  const tokens = Array.from({ length: 10 }, () => breaker.tryEnter());

  expect(tokens.map((token) => token !== undefined)).toEqual([true, true, true, ...Array(7).fill(false)]);
  expect(breaker.refusal()).toMatchObject({ params: { retryAfterMs: 0 } });
});

test("half-open → closed: two probes succeeded, and what was counted before is forgotten", async () => {
  const { breaker, changes } = await opened(30_000);
  succeed(breaker);
  expect(breaker.state).toBe("half-open");
  succeed(breaker);
  expect(breaker.state).toBe("closed");
  expect(changes.at(-1)).toMatchObject({ from: "half-open", to: "closed", because: "probes succeeded" });
  fail(breaker, 4);

  expect(breaker.state).toBe("closed");
});

test("half-open → closed: the failure rate begins anew, too", async () => {
  const { breaker } = await opened(30_000);
  succeed(breaker);
  succeed(breaker);
  fail(breaker, 4);
  succeed(breaker);
  fail(breaker, 4);

  expect(breaker.state).toBe("closed");
});

test("half-open → open: any probe fails, and the open time begins anew", async () => {
  const { clock, breaker, changes } = await opened(30_000);
  succeed(breaker);
  fail(breaker);
  expect(breaker.state).toBe("open");
  expect(changes.at(-1)).toMatchObject({ from: "half-open", to: "open", because: "a probe failed" });
  await clock.advance(29_999);
  expect(breaker.tryEnter()).toBeUndefined();
  await clock.advance(1);

  expect(breaker.state).toBe("half-open");
});

test("half-open → open: probes that give no answer do not keep it half open for good", async () => {
  const { clock, breaker, changes } = await opened(30_000);
  const lost = [enter(breaker), enter(breaker), enter(breaker)];
  await clock.advance(29_999);
  expect(breaker.state).toBe("half-open");
  await clock.advance(1);
  expect(breaker.state).toBe("open");
  expect(changes.at(-1)).toMatchObject({ from: "half-open", to: "open", because: "no answer from probes" });
  for (const token of lost) breaker.succeed(token);

  expect(breaker.state).toBe("open");
});

test("half-open: a probe has the whole time for its answer, however late it was let through", async () => {
  const { clock, breaker } = await opened(30_000);
  succeed(breaker);
  enter(breaker);
  await clock.advance(3_600_000);
  const last = enter(breaker);
  await clock.advance(29_999);
  expect(breaker.state).toBe("half-open");
  breaker.succeed(last);

  expect(breaker.state).toBe("closed");
});

test.each([
  ["closed", 0, 0],
  ["open", 5, 0],
  ["half-open", 5, 30_000],
])("any → closed: reset by hand while %s", async (state, failures, elapsed) => {
  const { clock, breaker, changes } = breakerOf();
  fail(breaker, failures);
  await clock.advance(elapsed);
  expect(breaker.state).toBe(state);
  breaker.reset();

  expect(breaker.state).toBe("closed");
  expect(changes.at(-1)).toMatchObject({ from: state, to: "closed", because: "reset" });
  fail(breaker, 4);
  expect(breaker.state).toBe("closed");
});

test("the outcome of a call that began in an earlier state does not count in this one", async () => {
  const { clock, breaker } = breakerOf();
  const slow = Array.from({ length: 20 }, () => enter(breaker));
  fail(breaker, 5);
  await clock.advance(30_000);
  expect(breaker.state).toBe("half-open");
  for (const token of slow.slice(0, 5)) breaker.fail(token);
  expect(breaker.state).toBe("half-open");
  for (const token of slow.slice(5, 10)) breaker.succeed(token);
  expect(breaker.state).toBe("half-open");
  succeed(breaker);
  succeed(breaker);
  for (const token of slow.slice(10)) breaker.fail(token);

  expect(breaker.state).toBe("closed");
});

test("a dismissed call counts neither way, and as a probe makes room for another", async () => {
  const { breaker } = await opened(30_000);
  for (let time = 0; time < 20; time += 1) breaker.dismiss(enter(breaker));
  expect(breaker.state).toBe("half-open");
  succeed(breaker);
  succeed(breaker);
  for (let time = 0; time < 4; time += 1) {
    fail(breaker);
    breaker.dismiss(enter(breaker));
  }

  expect(breaker.state).toBe("closed");
  fail(breaker);
  expect(breaker.state).toBe("open");
});

test("a call of an earlier state that is dismissed makes no room for a probe", async () => {
  const { clock, breaker } = breakerOf();
  const slow = enter(breaker);
  fail(breaker, 5);
  await clock.advance(30_000);
  for (let probe = 0; probe < 3; probe += 1) enter(breaker);
  breaker.dismiss(slow);

  expect(breaker.tryEnter()).toBeUndefined();
});

test("the snapshot counts calls, refusals and openings", async () => {
  const { breaker } = await opened();
  breaker.tryEnter();
  breaker.tryEnter();
  expect(breaker.snapshot()).toEqual({
    name: "billing",
    state: "open",
    succeeded: 0,
    failed: 5,
    refused: 2,
    opened: 1,
  });
  breaker.reset();
  succeed(breaker);

  expect(breaker.snapshot()).toMatchObject({ state: "closed", succeeded: 1, opened: 1 });
});

test("a listener hears no more once it is ended", () => {
  const { breaker } = breakerOf();
  const heard: CircuitChange[] = [];
  const end = breaker.onChange((change) => heard.push(change));
  breaker.reset();
  end();
  breaker.reset();

  expect(heard).toHaveLength(1);
});

test("what a listener throws is nobody's outcome: it is an uncaught error", async () => {
  const { breaker } = breakerOf();
  breaker.onChange(() => {
    throw new Error("the gauge is broken");
  });
  const uncaught = nextUncaught();
  expect(() => fail(breaker, 5)).not.toThrow();

  await expect(uncaught).resolves.toMatchObject({ message: "the gauge is broken" });
});

test.each([
  [{ failureThreshold: 0 }],
  [{ failureRate: 0 }],
  [{ failureRate: 1.1 }],
  [{ minimumCalls: 0.5 }],
  [{ windowMs: 0 }],
  [{ openMs: Number.NaN }],
  [{ halfOpenProbes: 0 }],
  [{ halfOpenProbes: 1, successThreshold: 2 }],
])("options that make no sense are refused: %j", (options) => {
  const option = `breaker.${Object.keys(options).at(-1)}`;

  expect(() => breakerOf(options)).toThrow(
    expect.objectContaining({ code: "RUNTIME_OPTION", params: expect.objectContaining({ option }) }),
  );
});

/** What can happen to a breaker, in any order. */
const happenings = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant("enter" as const) },
    {
      weight: 5,
      arbitrary: fc.record({ settle: fc.constantFrom("succeed", "fail", "dismiss"), which: fc.nat() }),
    },
    { weight: 1, arbitrary: fc.record({ pass: fc.integer({ min: 1, max: 40_000 }) }) },
    { weight: 1, arbitrary: fc.constant("reset" as const) },
  ),
  { maxLength: 120 },
);

test("whatever happens, no half-open time lets more through than probes, and no open time lets anything through", async () => {
  await fc.assert(
    fc.asyncProperty(happenings, fc.integer({ min: 1, max: 5 }), async (script, probes) => {
      const { clock, breaker, changes } = breakerOf({
        halfOpenProbes: probes,
        successThreshold: 1,
        failureThreshold: 2,
      });
      const underWay: { token: number; since: number }[] = [];
      let counted = 0;
      let asOf = 0;
      for (const what of script) {
        if (what === "enter") {
          const { state } = breaker;
          const token = breaker.tryEnter();
          if (changes.length !== asOf) [asOf, counted] = [changes.length, 0];
          if (token !== undefined) {
            underWay.push({ token, since: changes.length });
            counted += 1;
          }
          if (state === "open") expect(token).toBeUndefined();
          if (state === "closed") expect(token).toBeDefined();
          if (state === "half-open") expect(counted).toBeLessThanOrEqual(probes);
        } else if (what === "reset") breaker.reset();
        else if ("pass" in what) await clock.advance(what.pass);
        else {
          const [call] = underWay.splice(what.which % Math.max(1, underWay.length), 1);
          if (call === undefined) continue;
          const before = changes.length;
          const isOld = call.since !== before;
          breaker[what.settle as "succeed" | "fail" | "dismiss"](call.token);
          if (isOld) expect(changes).toHaveLength(before);
          else if (what.settle === "dismiss" && breaker.state === "half-open") counted -= 1;
        }
      }
    }),
    { numRuns: 300 },
  );
});
