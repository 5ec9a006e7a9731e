import { expect, test } from "vitest";
import { Redial } from "./redial.ts";

test("there is a pause before each try, the first included, and it is one pause however often somebody asks", () => {
  let now = 1_000;
  const redial = new Redial(
    (tries) => 100 * 2 ** tries,
    () => now,
  );
  now = 50_000;
  expect(redial.ask()).toBe(50_100 - 1_000);
  now = 50_060;
  expect(redial.ask()).toBe(50_100 - 1_000);
  now = 50_100;
  expect(redial.ask()).toBe(0);

  now = 50_110;
  expect(redial.ask()).toBe(210);
  now = 50_310;
  expect(redial.ask()).toBe(0);

  redial.succeeded();
  now = 90_000;
  expect(redial.ask()).toBe(90_100 - 50_310);
});
