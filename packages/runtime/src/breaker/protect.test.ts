import { expect, test } from "vitest";
import { nonRetryable } from "../failure/non-retryable.ts";
import { createFakeClock } from "../fakes/fake-clock.ts";
import { createCircuitBreaker } from "./create-circuit-breaker.ts";
import { protect } from "./protect.ts";

function world() {
  const clock = createFakeClock();
  return { clock, breaker: createCircuitBreaker({ clock, name: "rates" }) };
}

test("arguments and result pass through", async () => {
  const add = protect(async (one: number, other: number) => one + other, world().breaker);

  await expect(add(1, 2)).resolves.toBe(3);
});

test("after the threshold calls are refused at once, and after the open time it recovers", async () => {
  const { clock, breaker } = world();
  let calls = 0;
  let isAway = true;
  const ask = protect(async () => {
    calls += 1;
    if (isAway) throw new Error("away");
    return "rate";
  }, breaker);
  for (let time = 0; time < 5; time += 1) await expect(ask()).rejects.toThrow("away");
  for (let time = 0; time < 3; time += 1) await expect(ask()).rejects.toMatchObject({ code: "CIRCUIT_OPEN" });
  expect(calls).toBe(5);
  await clock.advance(30_000);
  isAway = false;

  await expect(ask()).resolves.toBe("rate");
  await expect(ask()).resolves.toBe("rate");
  expect(breaker.state).toBe("closed");
});

test("a failure that is the message's own does not count", async () => {
  const { breaker } = world();
  const ask = protect(async () => {
    throw nonRetryable(new Error("no such customer"));
  }, breaker);
  for (let time = 0; time < 20; time += 1) await expect(ask()).rejects.toThrow("no such customer");

  expect(breaker.snapshot()).toMatchObject({ state: "closed", failed: 0 });
});

test("a probe that fails for the message's own reasons makes room for another", async () => {
  const { clock, breaker } = world();
  for (let time = 0; time < 5; time += 1) breaker.fail(breaker.tryEnter() ?? Number.NaN);
  await clock.advance(30_000);
  const ask = protect(async () => {
    throw nonRetryable(new Error("no such customer"));
  }, breaker);
  for (let time = 0; time < 20; time += 1) await expect(ask()).rejects.toThrow("no such customer");

  expect(breaker.state).toBe("half-open");
});

test("which failures count can be said", async () => {
  const { breaker } = world();
  const ask = protect(
    async () => {
      throw new RangeError();
    },
    breaker,
    { counts: (thrown) => !(thrown instanceof RangeError) },
  );
  for (let time = 0; time < 20; time += 1) await expect(ask()).rejects.toThrow(RangeError);

  expect(breaker.state).toBe("closed");
});

test("a function that throws at once has failed", async () => {
  const { breaker } = world();
  const ask = protect(() => {
    throw new Error("at once");
  }, breaker);

  await expect(ask()).rejects.toThrow("at once");
  expect(breaker.snapshot()).toMatchObject({ failed: 1 });
});
