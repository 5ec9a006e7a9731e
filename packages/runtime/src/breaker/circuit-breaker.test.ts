import { expect, test } from "vitest";
import { createDelivery } from "../fakes/delivery.ts";
import { createFakeClock } from "../fakes/fake-clock.ts";
import { type Handler, stack } from "../layer.ts";
import { retry } from "../retry/retry.ts";
import { exponential } from "../retry/retry-policy.ts";
import { circuitBreaker } from "./circuit-breaker.ts";
import { createCircuitBreakers } from "./circuit-breakers.ts";

test("while the breaker of one handler is open, the calls of another go through", async () => {
  const breakers = createCircuitBreakers({ clock: createFakeClock() });
  let handled = 0;
  const failing = circuitBreaker(breakers.of("billing"))(async () => {
    throw new Error("away");
  });
  const fine = circuitBreaker(breakers.of("stock"))(async () => {
    handled += 1;
  });
  for (let time = 0; time < 10; time += 1) {
    await expect(failing(createDelivery())).rejects.toThrow();
    await fine(createDelivery());
  }

  expect(breakers.of("billing").state).toBe("open");
  expect([breakers.of("stock").state, handled]).toEqual(["closed", 10]);
});

test("under retry every attempt counts, and a refused one is waited out without using up an attempt", async () => {
  const clock = createFakeClock();
  const breaker = createCircuitBreakers({ clock, failureThreshold: 2 }).of("billing");
  let calls = 0;
  const handler: Handler = async () => {
    calls += 1;
    if (calls <= 2) throw new Error("away");
  };
  const run = stack(retry(exponential({ attempts: 3 }), { clock }), circuitBreaker(breaker))(handler);
  const settled = run(createDelivery());
  await clock.advance(29_999);
  expect([calls, breaker.state]).toEqual([2, "open"]);
  await clock.advance(60_000);
  await settled;

  expect(calls).toBe(3);
});

test("when the time is over, only the probes of all the messages that waited reach the handler", async () => {
  const clock = createFakeClock();
  const breaker = createCircuitBreakers({ clock, failureThreshold: 1 }).of("billing");
  breaker.fail(breaker.tryEnter() ?? Number.NaN);
  let calls = 0;
  const handler: Handler = async () => {
    calls += 1;
    await clock.sleep(50);
  };
  const run = stack(retry(exponential(), { clock }), circuitBreaker(breaker))(handler);
  const settled = Promise.all(Array.from({ length: 20 }, () => run(createDelivery())));
  await clock.advance(30_000);
  expect(calls).toBe(3);
  await clock.advance(30_000);
  await settled;

  expect([calls, breaker.state]).toEqual([20, "closed"]);
});
