import { expect, test } from "vitest";
import { createCircuitBreakers } from "../breaker/circuit-breakers.ts";
import { createFakeClock } from "../fakes/fake-clock.ts";
import { createMemoryTransport } from "../memory/memory-transport.ts";
import { breakersCheck, busCheck, transportCheck } from "./ready-checks.ts";

const signal = new AbortController().signal;

test("a transport is as healthy as it says", async () => {
  const transport = createMemoryTransport();
  expect(await transportCheck(transport)(signal)).toMatchObject({ status: "healthy" });
  await transport.close();

  expect(await transportCheck(transport)(signal)).toMatchObject({ status: "unhealthy" });
});

test.each([
  ["running", "healthy"],
  ["closing", "unhealthy"],
  ["closed", "unhealthy"],
])("a bus that is %s is %s", async (state, status) => {
  expect(await busCheck({ state })(signal)).toEqual({ status, message: state });
});

test("an open breaker degrades, one that is closed or half open does not", async () => {
  const clock = createFakeClock();
  const breakers = createCircuitBreakers({ clock, failureThreshold: 1 });
  const check = breakersCheck(breakers);
  expect(await check(signal)).toEqual({ status: "healthy", message: "0 closed" });
  for (const name of ["a", "b", "c"]) breakers.of(name);
  expect(await check(signal)).toEqual({ status: "healthy", message: "3 closed" });
  for (const breaker of breakers.all.slice(1)) breaker.fail(breaker.tryEnter() ?? Number.NaN);
  expect(await check(signal)).toEqual({ status: "degraded", message: "2 of 3 open: b, c" });
  await clock.advance(30_000);

  expect(await check(signal)).toEqual({ status: "healthy", message: "2 of 3 half open: b, c" });
});
