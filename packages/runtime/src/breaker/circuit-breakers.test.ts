import { expect, test } from "vitest";
import { createFakeClock } from "../fakes/fake-clock.ts";
import { createCircuitBreakers } from "./circuit-breakers.ts";

test("a name has one breaker, and each name its own", () => {
  const breakers = createCircuitBreakers({ clock: createFakeClock() });

  expect(breakers.of("billing")).toBe(breakers.of("billing"));
  expect(breakers.of("billing")).not.toBe(breakers.of("stock"));
  expect(breakers.all.map(({ name }) => name)).toEqual(["billing", "stock"]);
});

test("what is different for one of them is said by its name", () => {
  const breakers = createCircuitBreakers({
    clock: createFakeClock(),
    failureThreshold: 3,
    byName: { billing: { failureThreshold: 1 } },
  });
  for (const name of ["billing", "stock", "toString"]) {
    const breaker = breakers.of(name);
    breaker.fail(breaker.tryEnter() ?? Number.NaN);
  }

  expect(breakers.all.map(({ state }) => state)).toEqual(["open", "closed", "closed"]);
});

test("a listener hears of all, also of those that are made later, until it is ended", () => {
  const breakers = createCircuitBreakers({ clock: createFakeClock() });
  const heard: string[] = [];
  breakers.of("early");
  const end = breakers.onChange(({ name }) => heard.push(name));
  breakers.of("late");
  for (const breaker of breakers.all) breaker.reset();
  expect(heard).toEqual(["early", "late"]);
  end();
  breakers.of("later");
  for (const breaker of breakers.all) breaker.reset();

  expect(heard).toEqual(["early", "late"]);
});
